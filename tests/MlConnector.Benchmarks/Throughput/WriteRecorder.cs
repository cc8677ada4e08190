using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using MlConnector.Benchmarks.Processes;
using MlConnector.Domain;
using MlConnector.Domain.Staging;
using MlConnector.ServiceNow;
using MlConnector.ServiceNow.Writing;

namespace MlConnector.Benchmarks.Throughput;

/// <summary>Writes a company's vendors and bills one by one, with nothing but the writer itself, and keeps what it sends.</summary>
internal sealed class WriteRecorder : IDisposable
{
    private readonly Company _company;
    private readonly Recording _recording = new();
    private readonly ServiceNowClient _client;
    private readonly RecordWriter _writer;

    private WriteRecorder(SandboxProcess sandbox, Company company)
    {
        _company = company;
        _client = new ServiceNowClient(
            new TargetConnection(new Uri(sandbox["instance"]), sandbox["instanceClient"], sandbox["instanceSecret"], null, "apo", ImmutableDictionary<string, string>.Empty),
            OpenGate.Instance, TimeProvider.System, NullLogger<ServiceNowClient>.Instance, _recording);
        _writer = new RecordWriter(_client);
    }

    public static async Task<IReadOnlyList<RecordedWrite>> RecordAsync(SandboxProcess sandbox, Company company)
    {
        using var recorder = new WriteRecorder(sandbox, company);
        var (writes, suppliers) = (new List<RecordedWrite>(), new Dictionary<EntityId, string>());
        foreach (var type in (EntityType[])[EntityType.Vendor, EntityType.Bill])
        {
            foreach (var id in await company.IdsAsync(type.ToString())) writes.Add(await recorder.WriteAsync(type, id, suppliers));
        }
        return writes;
    }

    public void Dispose()
    {
        _client.Dispose();
        _recording.Dispose();
    }

    private async Task<RecordedWrite> WriteAsync(EntityType type, string id, Dictionary<EntityId, string> suppliers)
    {
        var entity = new EntityId(RealmId.Parse(_company.Realm), type, id);
        var document = ((MapResult.Mapped)StagingMapper.Map(entity, (await _company.ReadAsync(type.ToString(), id)).ToJsonString())).Document;
        _recording.Sent.Clear();
        var outcome = await _writer.WriteAsync(new WriteOrder(document, suppliers, []), default);
        if (outcome is not WriteOutcome.Written written) throw new InvalidOperationException($"{entity}: {outcome}");
        if (type == EntityType.Vendor) suppliers[entity] = written.Records[0].SysId;
        return new RecordedWrite([.. _recording.Sent]);
    }

    private sealed class Recording() : DelegatingHandler(new SocketsHttpHandler { UseCookies = false })
    {
        private const string TokenPath = "/oauth_token.do";

        public List<RecordedRequest> Sent { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
        {
            var path = request.RequestUri!.PathAndQuery["/servicenow".Length..];
            if (path != TokenPath) Sent.Add(new RecordedRequest(request.Method, path, request.Content is { } content ? await content.ReadAsByteArrayAsync(ct) : null));
            return await base.SendAsync(request, ct);
        }
    }
}
