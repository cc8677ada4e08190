using System.Text.Json.Nodes;
using MlConnector.Domain;
using MlConnector.Domain.Reconciliation;
using MlConnector.Domain.Staging;
using MlConnector.ServiceNow.Books;
using MlConnector.ServiceNow.Profiles;

namespace MlConnector.ServiceNow.Tests.Writing;

/// <summary>A profile of the customer's own calls some values otherwise: what holds for ours holds for those.</summary>
public sealed class TranslatedValuesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("profiles-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_state_that_a_workflow_moved_on_is_left_until_the_source_says_otherwise()
    {
        await using var instance = await StartAsync();
        var first = await instance.WrittenAsync(Records.Bill(("1", 80m, "Pump")));
        instance.Invoice()["state"].ShouldBe("new");
        instance.Sandbox.ServiceNow.Update(Instance.Invoices, first.Records[0].SysId, ("state", "approved"));

        await instance.WrittenAsync(Records.Bill(b => b["DueDate"] = "2026-12-31", ("1", 80m, "Pump")), first.Records);
        (instance.Invoice()["state"], instance.Invoice()["due_date"]).ShouldBe(("approved", "2026-12-31"));

        await instance.WrittenAsync(Records.Bill(b => b["Balance"] = 0m, ("1", 80m, "Pump")), first.Records);
        instance.Invoice()["state"].ShouldBe("closed");
        await instance.WrittenAsync(Records.Bill(("1", 80m, "Pump")), first.Records);
        instance.Invoice()["state"].ShouldBe("new");
    }

    [Fact]
    public async Task A_supplier_that_became_inactive_is_told_so()
    {
        await using var instance = await StartAsync();
        instance.Sandbox.ServiceNow[Instance.Suppliers].Columns.ShouldContain(c => c.Name == "country");
        var first = await instance.WrittenAsync(Records.Vendor("47"));

        await instance.WrittenAsync(Records.Vendor("47", v => v["Active"] = false), first.Records);

        instance.Sandbox.ServiceNow.Rows(Instance.Suppliers, $"sys_id={first.Records[0].SysId}").ShouldHaveSingleItem()["country"].ShouldBe("No");
    }

    [Fact]
    public async Task What_bears_the_mark_of_a_void_is_not_marked_again()
    {
        await using var instance = await StartAsync();
        instance.AddInvoice("25");
        await instance.WrittenAsync(Records.Payment(("25", 80m)));
        await instance.WrittenAsync(Records.VoidedPayment());
        instance.Sandbox.ServiceNow.Rows(Instance.Payments).ShouldHaveSingleItem()["state"].ShouldBe("void");
        instance.Sandbox.Journal.Clear();

        await instance.WrittenAsync(Records.Payment(p => p["MetaData"]!["LastUpdatedTime"] = "2026-11-09T00:00:00Z"));

        instance.Sandbox.Journal.Counts.Keys.ShouldBe(["servicenow.table.get"]);
    }

    [Fact]
    public async Task Books_are_read_in_our_words()
    {
        await using var instance = await StartAsync();
        await instance.WrittenAsync(Records.Bill(b => b["Balance"] = 0m, ("1", 80m, "Pump")));
        var found = new List<BookedRecord>();

        await new InstanceBooks(instance.Client, Records.Supplier.Realm, new Retries((_, _) => null, TimeProvider.System)).ReadAsync(EntityType.Bill, found.Add, default);

        found.Single(r => r.Kind == RecordKind.Invoice).State.ShouldBe("paid");
    }

    private Task<Instance> StartAsync()
    {
        using var shipped = typeof(Profile).Assembly.GetManifestResourceStream(typeof(Profile).Assembly.GetManifestResourceNames().Single(n => n.EndsWith("apo.json", StringComparison.Ordinal)))!;
        var profile = JsonNode.Parse(shipped)!;
        profile["name"] = "mine";
        profile["tables"]!["invoice"]!["columns"]!["state"] = JsonNode.Parse("""{ "field": "state", "values": { "staged": "new", "paid": "closed", "cancelled": "void" } }""");
        profile["tables"]!["payment"]!["columns"]!["state"] = JsonNode.Parse("""{ "field": "state", "values": { "staged": "new", "voided": "void", "cancelled": "void" } }""");
        var supplier = profile["tables"]!["supplier"]!["columns"]!.AsObject();
        supplier.Remove("active");
        supplier["country"] = JsonNode.Parse("""{ "field": "active", "values": { "true": "Yes", "false": "No" } }""");
        File.WriteAllText(Path.Combine(_folder, "mine.json"), profile.ToJsonString());
        return Instance.StartAsync(c => c with { Profile = "mine", Profiles = ProfileCatalog.With(_folder) });
    }
}
