using System.Globalization;
using MlConnector.Sandbox.Http;

namespace MlConnector.Sandbox.ServiceNow.Api;

/// <summary>What the platform's own pages use, and no document describes: a table's description, and who calls.</summary>
internal sealed class MetaApi(ServiceNowInstance instance)
{
    public Answer CurrentUser()
    {
        var user = instance.Find("sys_user")?.Rows.FirstOrDefault(r => r["user_name"] == instance.Settings.UserName);
        return JsonAnswer.Of(200, json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("result");
            json.WriteString("user_name", instance.Settings.UserName);
            json.WriteString("user_sys_id", user?.SysId);
            json.WriteString("user_display_name", user?["name"]);
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

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
