using Microsoft.Extensions.Logging.Abstractions;
using MlConnector.Domain.Checks;
using MlConnector.Sandbox;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.ServiceNow;
using MlConnector.ServiceNow.Checks;

namespace MlConnector.ServiceNow.Tests.Checks;

/// <summary>An emulated instance with a row in each of its tables, and its checks by name.</summary>
internal sealed class CheckedInstance : IAsyncDisposable
{
    public static readonly IReadOnlyList<string> Tables = ["sn_fin_supplier", "sn_apo_invoice", "sn_apo_invoice_line", "sn_apo_payment", "sn_apo_gl_entry"];

    private readonly SandboxHost _sandbox;

    private CheckedInstance(SandboxHost sandbox, bool rows)
    {
        _sandbox = sandbox;
        foreach (var table in rows ? Tables : []) Now.Insert(table, ("correlation_id", "QBO-1"));
    }

    public ServiceNowInstance Now => _sandbox.ServiceNow;

    public RequestJournal Journal => _sandbox.Journal;

    public static async Task<CheckedInstance> StartAsync(bool rows = true) => new(await SandboxHost.StartAsync(), rows);

    public FaultRule Fault(FaultRule rule) => _sandbox.Faults.Add(rule);

    public async Task<Dictionary<string, Check>> CheckAsync(string? secret = null, string? scope = null, Dictionary<string, string>? tables = null, string profile = "apo")
    {
        var connection = new TargetConnection(new Uri(Now.Url), Now.Settings.ClientId, secret ?? Now.Settings.ClientSecret, scope, profile, tables ?? []);
        using var gate = new PairGate(4);
        using var client = new ServiceNowClient(connection, gate, TimeProvider.System, NullLogger<ServiceNowClient>.Instance);
        return (await InstanceChecks.RunAsync(client, TimeProvider.System, CancellationToken.None)).Checks.ToDictionary(c => c.Name);
    }

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();
}

internal static class CheckShould
{
    public static void ShouldBeOk(this Check check, string detail) => check.ShouldStand(true, detail);

    public static void ShouldBeFailed(this Check check, string detail)
    {
        check.ShouldStand(false, detail);
        check.Remedy.ShouldNotBeNullOrWhiteSpace();
    }

    public static void ShouldBeUnknown(this Check check, string detail) => check.ShouldStand(null, detail);

    private static void ShouldStand(this Check check, bool? ok, string detail)
    {
        check.Ok.ShouldBe(ok, check.ToString());
        check.Detail.ShouldContain(detail);
    }
}
