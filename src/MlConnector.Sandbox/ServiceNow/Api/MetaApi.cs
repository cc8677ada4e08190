using System.Globalization;
using MlConnector.Sandbox.Http;

namespace MlConnector.Sandbox.ServiceNow.Api;

/// <summary>The undocumented description of a table that the platform's own pages use.</summary>
internal sealed class MetaApi(ServiceNowInstance instance)
{
    public Answer Handle(string tableName)
    {
        if (instance.Find(tableName) is not { } table)
            return ServiceNowErrors.InvalidTable(tableName);
        return JsonAnswer.Of(200, json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("result");
            json.WriteStartObject("columns");
            foreach (var column in table.Columns.Where(c => !table.Hidden.Contains(c.Name)))
            {
                json.WriteStartObject(column.Name);
                json.WriteString("label", column.Label);
                json.WriteString("name", column.Name);
                json.WriteString("type", column.Type);
                json.WriteString("max_length", column.MaxLength.ToString(CultureInfo.InvariantCulture));
                json.WriteBoolean("mandatory", column.Mandatory);
                if (column.Reference is not null)
                    json.WriteString("reference", column.Reference);
                if (column.Choices.Count > 0)
                {
                    json.WriteStartArray("choices");
                    foreach (var choice in column.Choices)
                    {
                        json.WriteStartObject();
                        json.WriteString("value", choice);
                        json.WriteString("label", choice);
                        json.WriteEndObject();
                    }

                    json.WriteEndArray();
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }
}
