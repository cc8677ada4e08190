using System.Text.Json;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.ServiceNow.Query;
using MlConnector.Sandbox.ServiceNow.Tables;

namespace MlConnector.Sandbox.ServiceNow.Api;

internal enum DisplayValues { No, Only, Both }

/// <summary>Writes rows as the Table API shows them: strings, and references as link and value unless they are empty.</summary>
internal sealed class RowWriter(Call call, Func<string, Table?> tables)
{
    private readonly DisplayValues _display = call.Param("sysparm_display_value") switch { "true" => DisplayValues.Only, "all" => DisplayValues.Both, _ => DisplayValues.No };
    private readonly bool _withoutLinks = call.Param("sysparm_exclude_reference_link") == "true";
    private readonly string[]? _fields = call.Param("sysparm_fields") is { Length: > 0 } fields
        ? fields.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        : null;

    public void Write(Utf8JsonWriter json, Row row)
    {
        json.WriteStartObject();
        var table = row.Table;
        if (_fields is null)
        {
            for (var i = 0; i < table.Columns.Count; i++)
            {
                if (!table.Hidden.Contains(table.Columns[i].Name))
                    WriteValue(json, table.Columns[i].Name, row, i);
            }
        }
        else
        {
            foreach (var field in _fields)
            {
                if (DotWalk.Find(row, field, tables) is var (at, column))
                    WriteValue(json, field, at, column);
                else if (field.Contains('.') && table.Find(field[..field.IndexOf('.')]) is not null)
                    json.WriteString(field, "");
            }
        }

        json.WriteEndObject();
    }

    private void WriteValue(Utf8JsonWriter json, string name, Row row, int index)
    {
        var value = row.Value(index);
        var column = row.Table.Columns[index];
        if (column.Reference is null || value.Length == 0)
        {
            if (_display != DisplayValues.Both)
            {
                json.WriteString(name, value);
                return;
            }

            json.WriteStartObject(name);
            json.WriteString("display_value", value);
            json.WriteString("value", value);
            json.WriteEndObject();
            return;
        }

        if (_withoutLinks && _display != DisplayValues.Both)
        {
            json.WriteString(name, _display == DisplayValues.Only ? Display(column.Reference, value) : value);
            return;
        }

        json.WriteStartObject(name);
        if (_display != DisplayValues.No)
            json.WriteString("display_value", Display(column.Reference, value));
        if (!_withoutLinks)
            json.WriteString("link", $"{call.InstanceUrl}/api/now/table/{column.Reference}/{value}");
        if (_display != DisplayValues.Only)
            json.WriteString("value", value);
        json.WriteEndObject();
    }

    private string Display(string reference, string sysId) =>
        tables(reference) is { } table && table.BySysId(sysId) is { } row ? row[table.Display] : "";
}
