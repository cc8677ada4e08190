using System.Text.Json;
using MlConnector.ServiceNow.Faults;
using MlConnector.ServiceNow.Http;
using MlConnector.ServiceNow.Tables;

namespace MlConnector.ServiceNow.Checks;

/// <summary>Reads from an instance what no profile names.</summary>
internal sealed class InstanceReader(ServiceNowClient client)
{
    private volatile ServiceNowException? _unauthorized;

    /// <summary>Why no table opens to us; none as long as that is not known.</summary>
    public ServiceNowException? Unauthorized => _unauthorized;

    /// <summary>What stands under <c>result</c>.</summary>
    public async Task<JsonElement> GetAsync(string pathAndQuery, string what, CancellationToken ct) =>
        (await SendAsync(pathAndQuery, what, ct).ConfigureAwait(false)).Result();

    /// <summary>The rows shown for a query, and how many the instance counts before rights are applied.</summary>
    public async Task<(IReadOnlyList<Row> Rows, int? Total)> RowsAsync(string table, string query, IEnumerable<string> fields, int limit, CancellationToken ct)
    {
        // once no table opens to the token, none will
        if (_unauthorized is { } before) throw before;
        var asked = query.Length == 0 ? "" : $"sysparm_query={Uri.EscapeDataString(query)}&";
        var answer = await SendAsync(
            $"/api/now/table/{table}?{asked}sysparm_limit={limit}&sysparm_exclude_reference_link=true&sysparm_fields={string.Join("%2C", fields)}",
            $"a query of {table}",
            ct).ConfigureAwait(false);
        try
        {
            var result = answer.Result();
            if (result.ValueKind != JsonValueKind.Array) throw answer.Fault(ServiceNowFault.Malformed, "it is no list");
            return ([.. result.EnumerateArray().Select(row => new Row(row))], answer.TotalCount);
        }
        catch (ServiceNowException e) when (e.Fault == ServiceNowFault.Unauthorized)
        {
            _unauthorized = e;
            throw;
        }
    }

    private async Task<ServiceNowAnswer> SendAsync(string pathAndQuery, string what, CancellationToken ct)
    {
        // who tries a wrong password too often is locked out
        if (_unauthorized is { Fault: ServiceNowFault.PasswordRefused } before) throw before;
        try
        {
            return await client.SendAsync(new TableRequest(HttpMethod.Get, pathAndQuery, default, what), new Tally(), ct).ConfigureAwait(false);
        }
        catch (ServiceNowException e) when (e.Fault == ServiceNowFault.PasswordRefused)
        {
            _unauthorized = e;
            throw;
        }
    }
}
