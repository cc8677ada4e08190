using System.Text.Json;

namespace MlConnector.Sandbox.ServiceNow.Api;

/// <summary>Reads a flat object of a write; of an array only the first element counts.</summary>
internal static class RequestBody
{
    public static List<KeyValuePair<string, string>>? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Array)
            {
                if (root.GetArrayLength() == 0)
                    return [];
                root = root[0];
            }

            return root.ValueKind == JsonValueKind.Object ? Values(root) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static List<KeyValuePair<string, string>> Values(JsonElement record)
    {
        var values = new List<KeyValuePair<string, string>>();
        foreach (var property in record.EnumerateObject())
        {
            var value = property.Value;
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("value", out var inner))
                value = inner;
            if (Text(value) is { } text)
                values.Add(new(property.Name, text));
        }

        return values;
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null => "",
        _ => null,
    };
}
