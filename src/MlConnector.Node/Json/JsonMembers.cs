using System.Text.Json;
using MlConnector.Node.Settings;

namespace MlConnector.Node.Json;

/// <summary>Reads one JSON object strictly: wrong types and members that nobody asked for are faults. A null counts as left out.</summary>
internal sealed class JsonMembers
{
    private readonly JsonElement _element;
    private readonly string _path;
    private readonly JsonFaults _faults;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    private JsonMembers(JsonElement element, string path, JsonFaults faults) => (_element, _path, _faults) = (element, path, faults);

    public static JsonMembers? Of(JsonElement element, string path, JsonFaults faults)
    {
        if (element.ValueKind == JsonValueKind.Object) return new JsonMembers(element, path, faults);
        faults.Add(path, $"This is {Kind(element)}; an object belongs here.");
        return null;
    }

    public IEnumerable<string> Names => _element.EnumerateObject().Select(p => p.Name);

    public void Fault(string name, string fault) => _faults.Add(PathOf(name), fault);

    /// <summary>Takes the member as known, whatever it holds.</summary>
    public void Skip(string name) => _known.Add(name);

    public JsonMembers? Object(string name, string? required = null) =>
        Member(name, required) is { } value ? Of(value, PathOf(name), _faults) : null;

    /// <param name="required">What belongs here, when it may not be left out.</param>
    public string? Text(string name, string? required = null, int maxLength = 4000)
    {
        if (Member(name, required) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.String)
        {
            Fault(name, $"This is {Kind(value)}; a string belongs here.");
            return null;
        }
        var text = value.GetString()!;
        if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
        {
            Fault(name, "This holds a control character; leave it out.");
            return null;
        }
        if (!string.IsNullOrWhiteSpace(text) && text.Length <= maxLength) return text;
        Fault(name, text.Length > maxLength ? $"This has {text.Length} characters; up to {maxLength} are allowed." : "This is empty; leave it out or give it a value.");
        return null;
    }

    public int? Number(string name, int min, int max)
    {
        if (Member(name, null) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max) return number;
        Fault(name, $"{Shown(value)} is not allowed; a whole number from {min} to {max} is.");
        return null;
    }

    public bool? Flag(string name)
    {
        if (Member(name, null) is not { } value) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Fault(name, $"This is {Kind(value)}; true or false belongs here.");
        return null;
    }

    public IReadOnlyList<string>? Texts(string name)
    {
        if (Member(name, null) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String))
            return [.. value.EnumerateArray().Select(e => e.GetString()!)];
        Fault(name, $"{Shown(value)} is not allowed; an array of strings is.");
        return null;
    }

    /// <summary>Reads a text further; a text that cannot be read is a fault that says what would be.</summary>
    public T? Parsed<T>(string name, Parser<T> parse, string allowed, string? required = null)
        where T : struct
    {
        if (Text(name, required) is not { } text) return null;
        if (parse(text, out var value)) return value;
        Fault(name, $"'{text}' is not allowed; {allowed}.");
        return null;
    }

    /// <summary>Faults every member that nothing has read.</summary>
    public void RefuseUnknown()
    {
        foreach (var name in Names.Where(n => !_known.Contains(n)))
        {
            var hint = NearestName.Of(name, _known) is { } nearest ? $"Did you mean {nearest}?" : $"Known are {string.Join(", ", _known)}.";
            Fault(name, $"There is no such member. {hint}");
        }
    }

    private JsonElement? Member(string name, string? required)
    {
        _known.Add(name);
        if (_element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null) return value;
        if (required is not null) Fault(name, $"This is missing: {required}.");
        return null;
    }

    private string PathOf(string name) => $"{_path}.{name}";

    private static string Shown(JsonElement value) => value.GetRawText() is { Length: <= 60 } text ? text : Kind(value);

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };
}

internal delegate bool Parser<T>(string text, out T value);
