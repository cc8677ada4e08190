using System.Globalization;
using System.Text.Json;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.ServiceNow.Query;
using MlConnector.Sandbox.ServiceNow.Tables;

namespace MlConnector.Sandbox.ServiceNow.Api;

/// <summary>The Aggregate API: counts and sums, in all or by columns. Called with the instance's lock held.</summary>
internal sealed class StatsApi(ServiceNowInstance instance)
{
    public Answer Handle(Call call, string tableName)
    {
        if (instance.Find(tableName) is not { } table)
            return ServiceNowErrors.InvalidTable(tableName);
        var rows = new QueryPlan(table, EncodedQuery.Parse(call.Param("sysparm_query") ?? ""), instance.Find).Run();
        var sums = Names(call.Param("sysparm_sum_fields")).Where(f => table.Find(f) is not null).ToArray();
        var groups = Names(call.Param("sysparm_group_by"));
        var count = call.Param("sysparm_count") == "true";
        return JsonAnswer.Of(200, json =>
        {
            json.WriteStartObject();
            if (groups.Length == 0)
            {
                json.WriteStartObject("result");
                Write(json, rows, sums, count);
                json.WriteEndObject();
            }
            else
            {
                json.WriteStartArray("result");
                foreach (var group in rows.GroupBy(r => string.Join('\u001f', groups.Select(g => Value(r, g)))))
                {
                    json.WriteStartObject();
                    Write(json, [.. group], sums, count);
                    json.WriteStartArray("groupby_fields");
                    foreach (var field in groups)
                    {
                        json.WriteStartObject();
                        json.WriteString("field", field);
                        json.WriteString("value", Value(group.First(), field));
                        json.WriteEndObject();
                    }

                    json.WriteEndArray();
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        });
    }

    private string Value(Row row, string field) => DotWalk.Value(row, field, instance.Find).Value;

    private static void Write(Utf8JsonWriter json, List<Row> rows, string[] sums, bool count)
    {
        json.WriteStartObject("stats");
        if (count)
            json.WriteString("count", rows.Count.ToString(CultureInfo.InvariantCulture));
        if (sums.Length > 0)
        {
            json.WriteStartObject("sum");
            foreach (var field in sums)
                json.WriteString(field, Sums.Of(rows, field).ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static string[] Names(string? list) => (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
