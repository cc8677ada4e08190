using System.Globalization;
using System.Text.Json;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.ServiceNow.Api;
using MlConnector.Sandbox.ServiceNow.Tables;

namespace MlConnector.Sandbox.ServiceNow.Import;

/// <summary>The Import Set API: a row into staging and through its maps at once, or many without a word about each. Called with the instance's lock held.</summary>
internal sealed class ImportSetApi(ServiceNowInstance instance)
{
    private readonly Transform _transform = new(instance);
    private int _sets = 10_000;

    public Answer Handle(Call call, string tableName, string rest)
    {
        if (instance.Find(tableName) is not { } table || table.Find("sys_import_set") is null)
            return ServiceNowErrors.InvalidTable(tableName);
        if (call.Method == "GET")
            return table.BySysId(rest) is { } staged ? Reread(call, staged) : ServiceNowErrors.NoRecord();
        if (call.Method != "POST")
            return ServiceNowErrors.Of(405, $"Method {call.Method} not supported", null);
        if (table.Denied.Contains("create"))
            return ServiceNowErrors.Denied("Insert");
        return rest switch
        {
            "" => Insert(call, table),
            "insertMultiple" => InsertMultiple(call, table),
            _ => ServiceNowErrors.NoSuchResource(),
        };
    }

    private Answer Insert(Call call, Table table)
    {
        if (RequestBody.Read(call.Body) is not { } values)
            return ServiceNowErrors.NotJson();
        var set = NextSet();
        var outcomes = Stage(table, set, values);
        return JsonAnswer.Of(outcomes.Exists(o => o.Status == ImportStatus.Inserted) ? 201 : 200, json => Write(json, call, set, table.Name, outcomes));
    }

    /// <summary>Keys are labels, and the answer says nothing of the rows: their outcome stands in the staging table.</summary>
    private Answer InsertMultiple(Call call, Table table)
    {
        try
        {
            using var document = JsonDocument.Parse(call.Body);
            if (!document.RootElement.TryGetProperty("records", out var records) || records.ValueKind != JsonValueKind.Array)
                return ServiceNowErrors.NotJson();
            var set = NextSet();
            foreach (var record in records.EnumerateArray())
            {
                var values = RequestBody.Values(record).ConvertAll(v =>
                    new KeyValuePair<string, string>(table.Columns.FirstOrDefault(c => c.Label.Equals(v.Key, StringComparison.OrdinalIgnoreCase))?.Name ?? v.Key, v.Value));
                Stage(table, set, values);
            }

            return JsonAnswer.Of(201, json =>
            {
                json.WriteStartObject();
                json.WriteString("import_set_id", ServiceNowInstance.NewSysId());
                json.WriteString("multi_import_set_id", ServiceNowInstance.NewSysId());
                json.WriteEndObject();
            });
        }
        catch (JsonException)
        {
            return ServiceNowErrors.NotJson();
        }
    }

    private List<ImportOutcome> Stage(Table table, string set, List<KeyValuePair<string, string>> values)
    {
        var staged = instance.InsertRow(table, values.Where(v => !v.Key.StartsWith("sys_", StringComparison.Ordinal)), instance.Settings.UserName);
        var outcomes = _transform.Run(staged);
        var last = outcomes.LastOrDefault();
        ServiceNowInstance.Stamp(staged, "sys_import_set", set);
        ServiceNowInstance.Stamp(staged, "sys_import_state", Word(last?.Status ?? ImportStatus.Error));
        ServiceNowInstance.Stamp(staged, "sys_import_state_comment", last?.Message ?? "");
        ServiceNowInstance.Stamp(staged, "sys_target_table", last?.Target ?? "");
        ServiceNowInstance.Stamp(staged, "sys_target_sys_id", last?.Row?.SysId ?? "");
        return outcomes;
    }

    private Answer Reread(Call call, Row staged)
    {
        var status = Enum.Parse<ImportStatus>(staged["sys_import_state"], ignoreCase: true);
        var target = instance.Find(staged["sys_target_table"])?.BySysId(staged["sys_target_sys_id"]);
        var comment = staged["sys_import_state_comment"];
        return JsonAnswer.Of(200, json => Write(json, call, staged["sys_import_set"], staged.Table.Name,
            [new(staged.Table.Label, staged["sys_target_table"], status, target, comment.Length > 0 ? comment : null)]));
    }

    private static void Write(Utf8JsonWriter json, Call call, string set, string staging, List<ImportOutcome> outcomes)
    {
        json.WriteStartObject();
        json.WriteString("import_set", set);
        json.WriteString("staging_table", staging);
        json.WriteStartArray("result");
        if (outcomes.Count == 0)
            outcomes = [new("", "", ImportStatus.Error, null, "Invalid table ")];
        foreach (var outcome in outcomes)
        {
            json.WriteStartObject();
            json.WriteString("transform_map", outcome.Map);
            if (outcome.Map.Length > 0)
                json.WriteString("table", outcome.Target);
            if (outcome.Row is { } row)
            {
                json.WriteString("display_name", row.Table.Display);
                json.WriteString("display_value", row[row.Table.Display]);
                json.WriteString("record_link", $"{call.InstanceUrl}/api/now/table/{outcome.Target}/{row.SysId}");
            }

            json.WriteString("status", Word(outcome.Status));
            if (outcome.Row is not null)
                json.WriteString("sys_id", outcome.Row.SysId);
            if (outcome.Message is not null)
                json.WriteString(outcome.Status == ImportStatus.Error ? "error_message" : "status_message", outcome.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private string NextSet() => "ISET" + (++_sets).ToString("d7", CultureInfo.InvariantCulture);

    private static string Word(ImportStatus status) => status.ToString().ToLowerInvariant();
}
