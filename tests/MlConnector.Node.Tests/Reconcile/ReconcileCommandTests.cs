using System.Text.Json.Nodes;
using MlConnector.Actors;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Reconciliation;
using MlConnector.Node.Tests.Http;
using MlConnector.Node.Tests.Process;

namespace MlConnector.Node.Tests.Reconcile;

/// <summary>The call and the command, against a connector in memory.</summary>
public sealed class ReconcileCommandTests(SurfaceFixture surface) : IClassFixture<SurfaceFixture>, IDisposable
{
    private static readonly RealmId Realm = RealmId.Parse("7");
    private static readonly DateTimeOffset At = new(2026, 11, 23, 1, 20, 33, TimeSpan.Zero);
    private static readonly Difference Wrong = new(
        new EntityId(Realm, EntityType.Bill, "25"), "QBO-7-Bill-25", DifferenceKind.Balance, "80.05", "80.04", null,
        new Explanation(EntityStatus.Parked, "The supplier\u001b[2J is ambiguous.", "Choose one; then replay."));

    private readonly string _folder = Directory.CreateTempSubdirectory("reconcile").FullName;

    [Fact]
    public async Task The_call_answers_with_figures_payables_and_every_difference()
    {
        surface.Connector.NextReconciliation = new ReconcileReply(Report(80.04m, Wrong), null);

        var body = await SurfaceFixture.BodyAsync(await surface.PostAsync("/api/connections/7/reconcile"));

        body["agrees"]!.GetValue<bool>().ShouldBeFalse();
        body["figures"]![0]!.ToJsonString().ShouldBe("""{"type":"Bill","name":"balance","currency":"USD","quickBooks":80.05,"serviceNow":80.04,"agrees":false}""");
        body["openPayable"]![0]!.ToJsonString().ShouldBe("""{"vendor":"46","name":"Norton","currency":"USD","quickBooks":80.05,"serviceNow":80.04,"agrees":false}""");
        var difference = body["differences"]!.AsArray().ShouldHaveSingleItem()!;
        foreach (var (name, value) in new[] { ("type", "Bill"), ("id", "25"), ("key", "QBO-7-Bill-25"), ("what", "balance"), ("quickBooks", "80.05"), ("serviceNow", "80.04") })
            difference[name]!.GetValue<string>().ShouldBe(value);
        difference["explanation"]!["state"]!.GetValue<string>().ShouldBe("Parked");
        body["calls"]!.ToJsonString().ShouldBe("""{"quickBooks":5,"serviceNow":9}""");
    }

    [Fact]
    public async Task A_side_that_cannot_be_read_is_a_problem_with_the_next_step()
    {
        surface.Connector.NextReconciliation = new ReconcileReply(null, new Reason("x", "The instance sleeps.", "Wake it."));

        (await SurfaceFixture.ProblemAsync(await surface.PostAsync("/api/connections/7/reconcile"), 502)).ShouldContain("The instance sleeps. Wake it.");
    }

    [Fact]
    public async Task The_command_prints_a_report_that_a_terminal_does_not_obey_and_ends_with_1_where_the_sides_differ()
    {
        surface.Connector.NextReconciliation = new ReconcileReply(Report(80.04m, Wrong), null);

        using var run = Start("reconcile", "7", "--url", surface.Http.BaseAddress!.ToString());

        (await run.EndAsync()).ShouldBe(1, run.Output);
        run.Output.ShouldContain("balance is '80.05' in QuickBooks and '80.04' in ServiceNow");
        run.Output.ShouldContain("Parked: The supplier [2J is ambiguous.");
        run.Output.ShouldContain("-> Choose one; then replay.");
        run.Output.ShouldContain("The sides differ in 1 records; all are explained.");
    }

    [Fact]
    public async Task The_command_ends_with_0_only_where_the_sides_agree()
    {
        surface.Connector.NextReconciliation = new ReconcileReply(Report(80.05m), null);

        using var run = Start("reconcile", "7", "--url", surface.Http.BaseAddress!.ToString(), "--json");

        (await run.EndAsync()).ShouldBe(0, run.Output);
        JsonNode.Parse(run.Output)!["agrees"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_company_that_is_not_connected_ends_with_2_and_says_so()
    {
        surface.Connector.NextReconciliation = null;

        using var run = Start("reconcile", "8", "--url", surface.Http.BaseAddress!.ToString());

        (await run.EndAsync()).ShouldBe(2);
        run.Output.ShouldContain("Realm 8 is not connected");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private NodeRun Start(params string[] arguments) =>
        NodeRun.Start(_folder, new Dictionary<string, string> { ["MlConnector:Admin:ApiKey"] = SurfaceFixture.Key }, arguments);

    private static ReconciliationReport Report(decimal balance, params Difference[] differences) => new(
        Realm, "Acme", At,
        [new Figure(EntityType.Bill, "balance", "USD", 80.05m, balance)],
        [new OpenPayable(new EntityId(Realm, EntityType.Vendor, "46"), "Norton", "USD", 80.05m, balance)],
        differences, new Dictionary<EntityType, int>(), 5, 9);
}
