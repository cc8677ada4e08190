using Microsoft.Extensions.Logging.Abstractions;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Staging;
using MlConnector.Sandbox;
using MlConnector.Sandbox.Http;
using MlConnector.ServiceNow.Writing;

namespace MlConnector.ServiceNow.Tests;

/// <summary>An emulated instance over real HTTP, and a writer connected to it.</summary>
internal sealed class Instance : IAsyncDisposable
{
    public const string Invoices = "sn_apo_invoice";
    public const string Lines = "sn_apo_invoice_line";
    public const string Ledger = "sn_apo_gl_entry";
    public const string Payments = "sn_apo_payment";
    public const string Suppliers = "sn_fin_supplier";

    private readonly Dictionary<EntityId, string> _invoices = [];

    private Instance(SandboxHost sandbox, TargetConnection connection, TimeProvider time)
    {
        Sandbox = sandbox;
        Connection = connection;
        Client = new ServiceNowClient(connection, OpenGate.Instance, time, NullLogger<ServiceNowClient>.Instance);
        Writer = new RecordWriter(Client);
        Supplier = sandbox.ServiceNow.Insert(
            Suppliers, ("name", "Norton Lumber"), (connection.Profile == "s2p" ? ("supplier_code", Records.Supplier.ExternalKey) : ("active", "true")));
    }

    public SandboxHost Sandbox { get; }

    public TargetConnection Connection { get; }

    public ServiceNowClient Client { get; }

    public RecordWriter Writer { get; }

    /// <summary>The row that bills refer to.</summary>
    public string Supplier { get; }

    /// <summary>Requests on the wire so far, those for tokens aside.</summary>
    public long Requests => Sandbox.Journal.Counts.Where(c => !c.Key.StartsWith("servicenow.batch.item", StringComparison.Ordinal) && c.Key != "servicenow.token").Sum(c => c.Value);

    public static async Task<Instance> StartAsync(Func<TargetConnection, TargetConnection>? change = null, TimeProvider? time = null)
    {
        var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Time = time ?? TimeProvider.System });
        var settings = sandbox.ServiceNow.Settings;
        var connection = new TargetConnection(new Uri(sandbox.ServiceNow.Url), settings.ClientId, settings.ClientSecret, null, "apo", new Dictionary<string, string>());
        return new Instance(sandbox, change?.Invoke(connection) ?? connection, time ?? TimeProvider.System);
    }

    public IReadOnlyDictionary<EntityId, string> References => new Dictionary<EntityId, string>(_invoices) { [Records.Supplier] = Supplier };

    /// <summary>An invoice that payments can refer to.</summary>
    public string AddInvoice(string bill) =>
        _invoices[Records.BillId(bill)] = Sandbox.ServiceNow.Insert(
            Client.Profile.For(RecordKind.Invoice)!.Table, (Client.Profile.For(RecordKind.Invoice)!.KeyColumn, Records.BillId(bill).ExternalKey));

    public Task<WriteOutcome> WriteAsync(StagingRecord record, IReadOnlyList<StagedRecord>? known = null) =>
        WriteAsync(new StagingDocument(record), known);

    public Task<WriteOutcome> WriteAsync(StagingDocument document, IReadOnlyList<StagedRecord>? known = null) =>
        Writer.WriteAsync(new WriteOrder(document, References, known ?? []), CancellationToken.None);

    public Task<WriteOutcome.Written> WrittenAsync(StagingRecord record, IReadOnlyList<StagedRecord>? known = null) =>
        WrittenAsync(new StagingDocument(record), known);

    public async Task<WriteOutcome.Written> WrittenAsync(StagingDocument document, IReadOnlyList<StagedRecord>? known = null)
    {
        var outcome = await WriteAsync(document, known);
        return outcome as WriteOutcome.Written ?? throw new Xunit.Sdk.XunitException($"Not written: {outcome}");
    }

    public FaultRule Fault(FaultRule rule) => Sandbox.Faults.Add(rule);

    public IReadOnlyDictionary<string, string> Invoice() => Sandbox.ServiceNow.Rows(Invoices).ShouldHaveSingleItem();

    public IReadOnlyList<IReadOnlyDictionary<string, string>> LineRows() => Sandbox.ServiceNow.Rows(Lines, "ORDERBYline_number");

    /// <summary>The instance holds this bill once, each line of it once, and nothing else.</summary>
    public void ShouldHoldExactly(StagingRecord bill)
    {
        var invoice = Invoice();
        invoice["correlation_id"].ShouldBe(bill.Key);
        invoice["invoice_amount"].ShouldBe(bill.Fields[Field.InvoiceAmount]);
        LineRows().Select(l => (l["correlation_id"], l["invoice"], l["amount"], l["description"])).ShouldBe(
            bill.Lines.Select(l => (l.Key, invoice["sys_id"], l.Fields[Field.Amount], l.Fields[Field.Description])), ignoreOrder: true);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Sandbox.DisposeAsync();
    }
}
