using System.Text.Json;

namespace MlConnector.ServiceNow.Tables;

/// <summary>A row as the Table API shows it: all values are text, a reference is text or an object with a value.</summary>
internal readonly record struct Row(JsonElement Json)
{
    public string SysId => this["sys_id"] ?? "";

    /// <summary>The column's stored value; none when the instance did not show the column at all.</summary>
    public string? this[string column]
    {
        get
        {
            if (Json.ValueKind != JsonValueKind.Object || !Json.TryGetProperty(column, out var value)) return null;
            return value.ValueKind switch
            {
                JsonValueKind.Null => "",
                JsonValueKind.Object => value.TryGetProperty("value"u8, out var inner) ? inner.ToString() : "",
                _ => value.ToString(),
            };
        }
    }

    /// <summary>What a person sees of the column; none where the instance was not asked for it.</summary>
    public string? Display(string column) =>
        Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(column, out var value) && value.ValueKind == JsonValueKind.Object
        && value.TryGetProperty("display_value"u8, out var display) && display.ValueKind == JsonValueKind.String
            ? display.GetString()
            : null;
}
