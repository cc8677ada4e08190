using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MlConnector.ServiceNow.Tests.Profiles;

/// <summary>As much of JSON Schema as the profiles' schema uses; a keyword that it does not know is a fault.</summary>
internal sealed class JsonSchema(JsonElement root)
{
    public bool Allows(JsonElement value) => Allows(root, value);

    private bool Allows(JsonElement schema, JsonElement value) => schema.EnumerateObject().All(keyword => keyword.Name switch
    {
        "$schema" or "title" or "description" or "$defs" => true,
        "$ref" => Allows(root.GetProperty("$defs").GetProperty(keyword.Value.GetString()!["#/$defs/".Length..]), value),
        "type" => keyword.Value.GetString() switch
        {
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _),
            var type => throw new NotSupportedException(type),
        },
        "enum" => keyword.Value.EnumerateArray().Any(v => JsonElement.DeepEquals(v, value)),
        "anyOf" => keyword.Value.EnumerateArray().Any(s => Allows(s, value)),
        "required" => value.ValueKind != JsonValueKind.Object || keyword.Value.EnumerateArray().All(n => value.TryGetProperty(n.GetString()!, out _)),
        "minimum" => value.ValueKind != JsonValueKind.Number || value.GetInt32() >= keyword.Value.GetInt32(),
        "minLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.Length >= keyword.Value.GetInt32(),
        "minItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= keyword.Value.GetInt32(),
        "minProperties" => value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Count() >= keyword.Value.GetInt32(),
        "pattern" => value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!, RegexOptions.None, TimeSpan.FromSeconds(1)),
        "items" => value.ValueKind != JsonValueKind.Array || value.EnumerateArray().All(i => Allows(keyword.Value, i)),
        "propertyNames" => value.ValueKind != JsonValueKind.Object || value.EnumerateObject().All(p => Allows(keyword.Value, JsonSerializer.SerializeToElement(p.Name))),
        "properties" => value.ValueKind != JsonValueKind.Object || value.EnumerateObject().All(p => !keyword.Value.TryGetProperty(p.Name, out var s) || Allows(s, p.Value)),
        "additionalProperties" => value.ValueKind != JsonValueKind.Object || value.EnumerateObject().All(p => IsNamed(schema, p.Name) || keyword.Value.ValueKind != JsonValueKind.False && Allows(keyword.Value, p.Value)),
        _ => throw new NotSupportedException(string.Create(CultureInfo.InvariantCulture, $"{keyword.Name} is not understood here")),
    });

    private static bool IsNamed(JsonElement schema, string name) => schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(name, out _);
}
