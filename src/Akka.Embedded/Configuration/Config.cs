using System.Globalization;

namespace Akka.Configuration;

/// <summary>Settings in the HOCON notation: a tree of names, read by dotted path, with others to fall back on.</summary>
public class Config
{
    public static readonly Config Empty = new();

    private readonly HoconObject _root;

    internal Config(HoconObject? root = null) => _root = root ?? new HoconObject();

    public virtual bool IsEmpty => _root.Members.Count == 0;

    internal HoconObject Tree => _root;

    public static implicit operator Config(string str) => ConfigurationFactory.ParseString(str);

    public virtual bool HasPath(string path) => Find(path) is not null;

    public virtual Config GetConfig(string path) => Find(path) is HoconObject found ? new Config(found) : Empty;

    public virtual string GetString(string path, string? @default = null) => (Find(path) as string) ?? @default!;

    public virtual bool GetBoolean(string path, bool @default = false) => Find(path) switch
    {
        null => @default,
        "on" or "true" or "yes" => true,
        "off" or "false" or "no" => false,
        var other => throw Wrong(path, other, "on or off"),
    };

    public virtual int GetInt(string path, int @default = 0) =>
        Find(path) is not { } value ? @default
        : int.TryParse(value as string, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number
        : throw Wrong(path, value, "a whole number");

    public virtual double GetDouble(string path, double @default = 0) =>
        Find(path) is not { } value ? @default
        : double.TryParse(value as string, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : throw Wrong(path, value, "a number");

    public virtual TimeSpan GetTimeSpan(string path, TimeSpan? @default = null, bool allowInfinite = true) =>
        Find(path) is not { } value ? @default ?? TimeSpan.Zero
        : HoconUnits.TryParseTime(value as string, allowInfinite, out var time) ? time
        : throw Wrong(path, value, "a time, for example 5s or 200ms");

    public virtual IList<string> GetStringList(string path) => Find(path) switch
    {
        null => [],
        IReadOnlyList<object> list => [.. list.Select(i => i.ToString()!)],
        var other => throw Wrong(path, other, "a list"),
    };

    public virtual Config WithFallback(Config fallback) => fallback.IsEmpty ? this : IsEmpty ? fallback : new Config(_root.WithFallback(fallback._root));

    public override string ToString() => _root.ToString();

    private object? Find(string path) => _root.Find(HoconParser.SplitPath(path));

    private static ConfigurationException Wrong(string path, object value, string expected) =>
        new($"{path} = {value}: {expected} is expected.");
}

public class ConfigurationException : Actor.AkkaException
{
    public ConfigurationException(string message)
        : base(message) { }
}

public class ConfigurationFactory
{
    public static Config ParseString(string hocon) => new(new HoconParser(hocon).Parse());
}
