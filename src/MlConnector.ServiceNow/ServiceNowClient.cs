using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using MlConnector.Domain.Realms;
using MlConnector.Domain.Staging;
using MlConnector.ServiceNow.Faults;
using MlConnector.ServiceNow.Http;
using MlConnector.ServiceNow.Profiles;
using MlConnector.ServiceNow.Tables;

namespace MlConnector.ServiceNow;

/// <summary>One instance, reached with one set of credentials. Make it once and keep it: it holds the connections and the token.</summary>
public sealed class ServiceNowClient : IDisposable
{
    // somebody may open it
    private static readonly TimeSpan BatchClosed = TimeSpan.FromHours(1);

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly InstanceHttp _http;
    private readonly IAuthorization _authorization;
    private readonly IRequestGate _gate;
    private readonly ConcurrentDictionary<RecordKind, TableRequests> _tables;
    private readonly TimeProvider _time;
    private long _batchClosedUntil;

    /// <param name="gate">Every request goes through it, those for tokens too.</param>
    public ServiceNowClient(TargetConnection connection, IRequestGate gate, TimeProvider time, ILogger<ServiceNowClient> logger, HttpMessageHandler? handler = null)
    {
        Connection = connection;
        Profile = connection.Load();
        (_gate, _time) = (gate, time);
        _tables = new ConcurrentDictionary<RecordKind, TableRequests>(Profile.Tables.Where(t => !t.IsOff).Select(t => KeyValuePair.Create(t.Record, new TableRequests(t))));
        Maps = new TransformMaps(this);
        _http = new InstanceHttp(connection.Address, time, logger, handler);
        _authorization = connection.Authentication == ServiceNowAuthentication.Basic
            ? new BasicCredentials(connection)
            : new AccessTokens(connection, _http, gate, time);
    }

    internal TransformMaps Maps { get; }

    public TargetConnection Connection { get; }

    public Profile Profile { get; }

    public void Dispose()
    {
        _authorization.Dispose();
        _http.Dispose();
    }

    /// <summary>As whom, and by what.</summary>
    internal Task<string> AuthorizedAsync(CancellationToken ct) => _authorization.DescribeAsync(ct);

    internal TableRequests? Table(RecordKind kind) => _tables.GetValueOrDefault(kind);

    /// <summary>Finds out what the columns are called of which only the labels are known; to be done before rows are written to a table.</summary>
    internal async ValueTask ResolveAsync(RecordKind kind, Tally tally, CancellationToken ct)
    {
        if (Table(kind) is not { } table || table.Table.Columns.All(c => c.Column.Length > 0)) return;
        _tables[kind] = new TableRequests(await new ColumnLabels(this).ResolveAsync(table.Table, tally, ct).ConfigureAwait(false));
    }

    internal async Task<ServiceNowAnswer> SendAsync(TableRequest request, Tally tally, CancellationToken ct)
    {
        var header = await _authorization.GetAsync(null, ct).ConfigureAwait(false);
        var answer = await _gate.RunAsync(Send, ct).ConfigureAwait(false);
        if (answer.Status != HttpStatusCode.Unauthorized) return answer;
        if (Connection.Authentication == ServiceNowAuthentication.Basic) throw answer.Fault(ServiceNowFault.PasswordRefused);
        // an ended, a revoked and a wrong token look the same: a new one is tried once
        header = await _authorization.GetAsync(header, ct).ConfigureAwait(false);
        return await _gate.RunAsync(Send, ct).ConfigureAwait(false);

        async Task<ServiceNowAnswer> Send(CancellationToken cancel)
        {
            tally.Add();
            using var content = request.Body.IsEmpty ? null : new ReadOnlyMemoryContent(request.Body);
            if (content is not null) content.Headers.ContentType = Json;
            return await _http.SendAsync(request.Method, request.PathAndQuery, header, content, request.What, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Rows that the instance gives for a query: whether they are what was asked for is to be looked at.</summary>
    internal async Task<(IReadOnlyList<Row> Rows, int? Total)> QueryAsync(TableRequests table, string query, int limit, bool count, Tally tally, CancellationToken ct)
    {
        var answer = await SendAsync(table.Query(query, limit, count), tally, ct).ConfigureAwait(false);
        var result = answer.Result();
        if (result.ValueKind != JsonValueKind.Array) throw answer.Fault(ServiceNowFault.Malformed, "it is no list");
        return ([.. result.EnumerateArray().Select(row => new Row(row))], answer.TotalCount);
    }

    /// <summary>The row, or none when it is gone or hidden.</summary>
    internal async Task<Row?> FindAsync(TableRequests table, string sysId, Tally tally, CancellationToken ct)
    {
        var answer = await SendAsync(table.Read(sysId), tally, ct).ConfigureAwait(false);
        try
        {
            return answer.Row();
        }
        catch (ServiceNowException e) when (e.Fault == ServiceNowFault.NotFound)
        {
            return null;
        }
    }

    /// <summary>Sends all of them, in batches as far as the instance offers that. The answers come in the same order.</summary>
    internal async Task<ServiceNowAnswer[]> SendAllAsync(IReadOnlyList<TableRequest> items, Tally tally, CancellationToken ct)
    {
        var answers = new ServiceNowAnswer[items.Count];
        var pending = Enumerable.Range(0, items.Count).ToList();
        // a batch around one request is only longer
        var batched = items.Count > 1 && _time.GetUtcNow().UtcTicks >= Volatile.Read(ref _batchClosedUntil);
        if (batched) await SendBatchAsync(items, pending, answers, tally, ct).ConfigureAwait(false);
        foreach (var index in pending) answers[index] = await SendAsync(items[index], tally, ct).ConfigureAwait(false);
        // closed to us, where the tables are open: no scope opens it, or the instance does not offer it
        if (batched && pending.Count > 0 && answers.All(a => a.Success)) Volatile.Write(ref _batchClosedUntil, (_time.GetUtcNow() + BatchClosed).UtcTicks);
        return answers;
    }

    // leaves in pending what is still to be sent one by one: all of it, or nothing
    private async Task SendBatchAsync(IReadOnlyList<TableRequest> items, List<int> pending, ServiceNowAnswer[] answers, Tally tally, CancellationToken ct)
    {
        while (pending.Count > 0)
        {
            var answer = await SendAsync(new TableRequest(HttpMethod.Post, "/api/now/v1/batch", BatchCodec.Write(items, pending), "a batch"), tally, ct).ConfigureAwait(false);
            Dictionary<int, ServiceNowAnswer> serviced;
            HashSet<int> unserviced;
            try
            {
                (serviced, unserviced) = BatchCodec.Read(answer, items);
            }
            catch (ServiceNowException e) when (e.Fault is ServiceNowFault.NoSuchResource or ServiceNowFault.NotFound or ServiceNowFault.Forbidden or ServiceNowFault.Unauthorized)
            {
                return;
            }
            foreach (var (index, served) in serviced) answers[index] = served;
            if (pending.RemoveAll(serviced.ContainsKey) == 0) throw answer.Fault(ServiceNowFault.Quota, "none of the batch was served");
            // the one that ran when the time was over may have taken effect: it is to be looked for first
            if (!unserviced.IsSupersetOf(pending)) throw answer.Fault(ServiceNowFault.Quota, "it does not say what became of some of the batch");
        }
    }
}
