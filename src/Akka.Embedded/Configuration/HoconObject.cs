namespace Akka.Configuration;

/// <summary>Names and what they stand for: a text, a list, or an object again.</summary>
internal sealed class HoconObject
{
    internal Dictionary<string, object> Members { get; } = [];

    internal object? Find(ReadOnlySpan<string> path)
    {
        if (!Members.TryGetValue(path[0], out var value)) return null;
        return path.Length == 1 ? value : (value as HoconObject)?.Find(path[1..]);
    }

    /// <summary>Sets what a path stands for; objects under one name grow together.</summary>
    internal void Set(ReadOnlySpan<string> path, object value)
    {
        var known = Members.GetValueOrDefault(path[0]);
        if (path.Length > 1)
        {
            var inner = known as HoconObject ?? new HoconObject();
            inner.Set(path[1..], value);
            Members[path[0]] = inner;
        }
        else
        {
            Members[path[0]] = known is HoconObject old && value is HoconObject added ? added.WithFallback(old) : value;
        }
    }

    internal HoconObject WithFallback(HoconObject fallback)
    {
        var merged = new HoconObject();
        foreach (var (name, value) in fallback.Members) merged.Members[name] = value;
        foreach (var (name, value) in Members)
        {
            var known = merged.Members.GetValueOrDefault(name) as HoconObject;
            merged.Members[name] = value is HoconObject mine && known is not null ? mine.WithFallback(known) : value;
        }
        return merged;
    }

    public override string ToString() => "{" + string.Join(", ", Members.Select(m => $"{m.Key} : {Text(m.Value)}")) + "}";

    private static string Text(object value) => value switch
    {
        IReadOnlyList<object> list => $"[{string.Join(", ", list.Select(Text))}]",
        string text => $"\"{text}\"",
        _ => value.ToString()!,
    };
}
