using System.Globalization;
using System.Text.Json;

namespace MlConnector.ServiceNow.Profiles;

/// <summary>One object of a profile: reads its members, and keeps a fault for each that is not as it must be.</summary>
internal sealed class ProfileObject
{
    private readonly ProfileFaults _faults;
    private readonly LocatedJson _value;
    private readonly Dictionary<string, LocatedMember> _members = new(StringComparer.Ordinal);

    public ProfileObject(LocatedJson value, string what, ProfileFaults faults, params string[] allowed)
    {
        (_value, _faults) = (value, faults);
        if (value.Type != JsonTokenType.StartObject)
        {
            faults.Add(value.Line, $"{what} is an object");
            return;
        }
        foreach (var member in value.Members)
        {
            if (!allowed.Contains(member.Name)) faults.Add(member.Line, $"'{member.Name}' is nothing that {what} has; allowed: {string.Join(", ", allowed)}");
            else if (!_members.TryAdd(member.Name, member)) faults.Add(member.Line, $"'{member.Name}' stands there twice");
        }
    }

    public int Line => _value.Line;

    public LocatedMember? this[string name] => _members.GetValueOrDefault(name);

    /// <summary>The members of an object that must be there.</summary>
    public IReadOnlyList<LocatedMember> Members(string name) => Must(name) is { } member ? MembersOf(member) : [];

    public IReadOnlyList<LocatedMember> MembersOf(LocatedMember member)
    {
        if (member.Value.Type != JsonTokenType.StartObject) _faults.Add(member.Line, $"'{member.Name}' is an object");
        return member.Value.Members;
    }

    public string? Text(string name) => Must(name) is null ? null : OptionalText(name);

    public string? OptionalText(string name)
    {
        if (this[name] is not { } member) return null;
        if (member.Value is { Type: JsonTokenType.String, Text.Length: > 0 }) return member.Value.Text;
        _faults.Add(member.Line, $"'{name}' is a text");
        return null;
    }

    public string? Name(string name) => Must(name) is null ? null : OptionalName(name);

    public string? OptionalName(string name)
    {
        if (OptionalText(name) is not { } text) return null;
        if (Identifier.IsOne(text)) return text;
        _faults.Add(this[name]!.Line, $"'{text}' is no name in an instance: {Identifier.Allowed}");
        return null;
    }

    /// <summary>A text, or several in an array.</summary>
    public IReadOnlyList<LocatedJson> Texts(string name)
    {
        if (this[name] is not { } member) return [];
        var texts = member.Value.Type == JsonTokenType.StartArray ? [.. member.Value.Members.Select(m => m.Value)] : new[] { member.Value };
        if (texts.Length > 0 && texts.All(t => t is { Type: JsonTokenType.String, Text.Length: > 0 })) return texts;
        _faults.Add(member.Line, $"'{name}' is a text, or several of them in an array");
        return [];
    }

    public T? Choice<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } text) return null;
        if (Enum.GetNames<T>().Contains(text)) return Enum.Parse<T>(text);
        _faults.Add(this[name]!.Line, $"'{text}' is no {name}; allowed: {string.Join(", ", Enum.GetNames<T>())}");
        return null;
    }

    public int? Length(string name)
    {
        if (this[name] is not { } member) return null;
        if (member.Value.Type == JsonTokenType.Number && int.TryParse(member.Value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length > 0) return length;
        _faults.Add(member.Line, $"'{member.Value.Text}' is no length; a whole number of 1 or more is");
        return null;
    }

    public bool Flag(string name)
    {
        if (this[name] is not { } member) return false;
        if (member.Value.Type is not (JsonTokenType.True or JsonTokenType.False)) _faults.Add(member.Line, $"'{name}' is true or false");
        return member.Value.Type == JsonTokenType.True;
    }

    private LocatedMember? Must(string name)
    {
        if (this[name] is null && _value.Type == JsonTokenType.StartObject) _faults.Add(Line, $"'{name}' is missing");
        return this[name];
    }
}

/// <summary>What is wrong with a file, line by line.</summary>
internal sealed class ProfileFaults(string file)
{
    private readonly List<string> _faults = [];

    public IReadOnlyList<string> All => _faults;

    public void Add(int line, string what) => _faults.Add($"{file}({line}): {what}.");
}
