using System.Globalization;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.ServiceNow.Query;
using MlConnector.Sandbox.ServiceNow.Tables;

namespace MlConnector.Sandbox.ServiceNow.Api;

/// <summary>The Table API. Called with the instance's lock held.</summary>
internal sealed class TableApi(ServiceNowInstance instance)
{
    private const int DefaultLimit = 10_000;

    public Answer Handle(Call call, string version, string tableName, string sysId)
    {
        if (instance.Find(tableName) is not { } table)
            return ServiceNowErrors.InvalidTable(tableName);
        return (call.Method, sysId.Length > 0) switch
        {
            ("GET", false) => List(call, table, version),
            ("GET", true) => Read(call, table, sysId),
            ("POST", false) => Insert(call, table),
            ("PUT" or "PATCH", true) => Update(call, table, sysId),
            ("DELETE", true) => Delete(table, sysId),
            _ => ServiceNowErrors.Of(405, $"Method {call.Method} not supported", null),
        };
    }

    private Answer List(Call call, Table table, string version)
    {
        if (!TryPage(call, out var limit, out var offset))
            return ServiceNowErrors.Of(400, "Pagination not supported", "sysparm_limit must be greater than 0 and sysparm_offset must not be negative");
        if (table.Denied.Contains("read"))
            return ServiceNowErrors.Of(403, "User Not Authorized", "Failed API level ACL Validation");

        var plan = new QueryPlan(table, EncodedQuery.Parse(call.Param("sysparm_query") ?? ""), instance.Find);
        var found = plan.Run();
        if (plan.HasInvalidPart)
        {
            switch (instance.Settings.InvalidQueryParts)
            {
                case InvalidQueryParts.Refused:
                    return ServiceNowErrors.QueryRefused();
                case InvalidQueryParts.MatchNothing:
                    found.Clear();
                    break;
            }
        }

        if (found.Count == 0 && version == "v1")
            return ServiceNowErrors.NoRecord();
        var writer = new RowWriter(call, instance.Find);
        var answer = JsonAnswer.Of(200, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("result");
            for (var i = offset; i < found.Count && i < offset + (long)limit; i++)
                writer.Write(json, found[i]);
            json.WriteEndArray();
            json.WriteEndObject();
        });
        if (call.Param("sysparm_no_count") != "true")
            answer.With("X-Total-Count", found.Count.ToString(CultureInfo.InvariantCulture));
        if (call.Param("sysparm_suppress_pagination_header") != "true" && Links(call, limit, offset, found.Count) is { Length: > 0 } links)
            answer.With("Link", links);
        return answer;
    }

    private Answer Read(Call call, Table table, string sysId) =>
        !table.Denied.Contains("read") && table.BySysId(sysId) is { } row ? Result(call, row, 200) : ServiceNowErrors.NoRecord();

    private Answer Insert(Call call, Table table)
    {
        if (RequestBody.Read(call.Body) is not { } values)
            return ServiceNowErrors.NotJson();
        if (table.Denied.Contains("create"))
            return ServiceNowErrors.Denied("Insert");
        var missing = table.DataPolicy.Where(c => !values.Any(v => v.Key == c && v.Value.Length > 0)).ToList();
        if (missing.Count > 0)
            return ServiceNowErrors.DataPolicy(missing.Select(c => table.Find(c) is { } at ? table.Columns[at].Label : c));
        var row = instance.InsertRow(table, Allowed(call, table, values), instance.Settings.UserName);
        return Result(call, row, 201).With("Location", $"{call.InstanceUrl}/api/now/table/{table.Name}/{row.SysId}");
    }

    private Answer Update(Call call, Table table, string sysId)
    {
        if (RequestBody.Read(call.Body) is not { } values)
            return ServiceNowErrors.NotJson();
        if (table.BySysId(sysId) is not { } row)
            return ServiceNowErrors.NoRecord();
        if (table.Denied.Contains("write"))
            return ServiceNowErrors.Denied("Update");
        instance.UpdateRow(row, Allowed(call, table, values), instance.Settings.UserName);
        return Result(call, row, 200);
    }

    private static Answer Delete(Table table, string sysId)
    {
        if (table.BySysId(sysId) is not { } row)
            return ServiceNowErrors.NoRecord();
        if (table.Denied.Contains("delete"))
            return ServiceNowErrors.Denied("Delete");
        table.Delete(row);
        return Answer.Empty(204);
    }

    private Answer Result(Call call, Row row, int status)
    {
        if (call.Headers["X-no-response-body"] == "true")
            return Answer.Empty(status == 200 ? 204 : status);
        var writer = new RowWriter(call, instance.Find);
        return JsonAnswer.Of(status, json =>
        {
            json.WriteStartObject();
            json.WritePropertyName("result");
            writer.Write(json, row);
            json.WriteEndObject();
        });
    }

    /// <summary>What a client may set: known columns that it may see; with display values, references by the name of their row.</summary>
    private IEnumerable<KeyValuePair<string, string>> Allowed(Call call, Table table, List<KeyValuePair<string, string>> values)
    {
        var byDisplay = call.Param("sysparm_input_display_value") == "true";
        foreach (var (name, value) in values)
        {
            if (table.Find(name) is not { } column || table.Columns[column] is { IsSystem: true } or { IsReadOnly: true } || table.Hidden.Contains(name))
                continue;
            if (byDisplay && table.Columns[column].Reference is { } reference && value.Length > 0 && instance.Find(reference) is { } target)
            {
                if (target.Rows.FirstOrDefault(r => r[target.Display].Equals(value, StringComparison.OrdinalIgnoreCase)) is { } named)
                    yield return new(name, named.SysId);
            }
            else
            {
                yield return new(name, value);
            }
        }
    }

    private static bool TryPage(Call call, out int limit, out int offset)
    {
        limit = DefaultLimit;
        offset = 0;
        return (call.Param("sysparm_limit") is not { } l || int.TryParse(l, CultureInfo.InvariantCulture, out limit) && limit > 0)
            && (call.Param("sysparm_offset") is not { } o || int.TryParse(o, CultureInfo.InvariantCulture, out offset) && offset >= 0);
    }

    private static string Links(Call call, int limit, int offset, int total)
    {
        if (total <= limit)
            return "";
        var last = (total - 1) / limit * limit;
        var links = new List<string> { Link(0, "first") };
        if (offset + limit < total)
            links.Add(Link(offset + limit, "next"));
        if (offset > 0)
            links.Add(Link(offset - limit, "prev"));
        links.Add(Link(last, "last"));
        return string.Join(",", links);

        string Link(int at, string rel)
        {
            var query = call.QueryString.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Where(p => !p.StartsWith("sysparm_offset=", StringComparison.Ordinal)).Append($"sysparm_offset={at.ToString(CultureInfo.InvariantCulture)}");
            var path = call.Path["/servicenow".Length..];
            return $"<{call.InstanceUrl}{path}?{string.Join('&', query)}>;rel=\"{rel}\"";
        }
    }
}
