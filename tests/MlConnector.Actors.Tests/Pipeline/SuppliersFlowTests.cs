using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;
using MlConnector.Domain.Suppliers;
using MlConnector.Sandbox.QuickBooks;

namespace MlConnector.Actors.Tests.Pipeline;

public class SuppliersFlowTests
{
    private const string Suppliers = "sn_fin_supplier";

    [Fact]
    public async Task A_vendor_finds_the_supplier_that_was_there_and_its_bill_refers_to_it()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var row = pipeline.Sandbox.ServiceNow.Insert(Suppliers, ("name", "NORTON LUMBER, INC."));
        var vendor = pipeline.Company.AddVendor("Norton Lumber Inc");
        var bill = pipeline.Company.AddBill(vendor, new LineEntry(80m));
        await pipeline.ConnectAsync(settings: Matching(pipeline, VendorTrait.TaxId, VendorTrait.Name));
        await pipeline.PollAsync();

        pipeline.Row(Suppliers, EntityType.Vendor, vendor)["sys_id"].ShouldBe(row);
        pipeline.Row("sn_apo_invoice", EntityType.Bill, bill)["supplier"].ShouldBe(row);
        (await pipeline.EntityAsync(EntityType.Vendor, vendor)).History.OfType<RecordStaged>().ShouldHaveSingleItem().Note!.ShouldContain("found by its name");
    }

    [Fact]
    public async Task What_waits_for_a_vendor_that_fits_several_suppliers_goes_on_once_a_person_has_chosen()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        string[] rows = [pipeline.Sandbox.ServiceNow.Insert(Suppliers, ("name", "NORTON LUMBER")), pipeline.Sandbox.ServiceNow.Insert(Suppliers, ("name", "norton lumber"))];
        var (vendor, bill) = Norton(pipeline);
        await pipeline.ConnectAsync(settings: Matching(pipeline, VendorTrait.Name));
        await pipeline.PollAsync();
        var parked = (await pipeline.EntityAsync(EntityType.Vendor, vendor)).State;
        (parked.Status, parked.Reason!.Code).ShouldBe((EntityStatus.Parked, "supplier-ambiguous"));
        rows.ShouldAllBe(sysId => parked.Reason.Text.Contains(sysId));
        (await pipeline.EntityAsync(EntityType.Bill, bill)).State.Status.ShouldBe(EntityStatus.Pending);

        (await ChooseAsync(pipeline, vendor, rows[1])).ShouldBe(MappingOutcome.Done);

        await Eventually.Holds(async () => (await pipeline.EntityAsync(EntityType.Bill, bill)).State.Status == EntityStatus.Staged);
        pipeline.Row("sn_apo_invoice", EntityType.Bill, bill)["supplier"].ShouldBe(rows[1]);
        pipeline.Row(Suppliers, EntityType.Vendor, vendor)["sys_id"].ShouldBe(rows[1]);
        await Eventually.Holds(async () => (await pipeline.Connector.EntitiesAsync(pipeline.Realm, new EntityQuery(EntityType.Vendor, EntityStatus.Staged, null, 10), default))!
            .Rows.Any(r => r.Id.Id == vendor));
        (await pipeline.EntityAsync(EntityType.Vendor, vendor)).History.OfType<SupplierMapped>().ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(m => m.SysId.ShouldBe(rows[1]), m => m.By.ShouldBe("Pat"), m => m.Why.ShouldBe("purchasing says so"));
    }

    [Fact]
    public async Task A_choice_outlives_the_node_and_every_later_revision_goes_to_the_chosen_row()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var (vendor, _) = Norton(pipeline);
        await pipeline.ConnectAsync(settings: pipeline.Settings(unmatched: UnmatchedVendors.Park));
        await pipeline.PollAsync();
        (await pipeline.EntityAsync(EntityType.Vendor, vendor)).State.Reason!.Code.ShouldBe("supplier-unmatched");
        var row = pipeline.Sandbox.ServiceNow.Insert(Suppliers, ("name", "Lumber, Norton"));
        (await ChooseAsync(pipeline, vendor, row)).ShouldBe(MappingOutcome.Done);
        await pipeline.StopNodeAsync();
        await pipeline.StartNodeAsync();

        pipeline.Company.Edit("Vendor", vendor, v => v["CompanyName"] = "Norton Lumber Company");
        await pipeline.PollAsync();

        var supplier = pipeline.Rows(Suppliers).ShouldHaveSingleItem();
        (supplier["sys_id"], supplier["legal_name"]).ShouldBe((row, "Norton Lumber Company"));
    }

    [Fact]
    public async Task A_choice_that_is_taken_back_frees_the_row_and_the_vendor_goes_by_the_rules_again()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var (vendor, _) = Norton(pipeline);
        var row = pipeline.Sandbox.ServiceNow.Insert(Suppliers, ("name", "Wrongly chosen"));
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        (await ChooseAsync(pipeline, vendor, row)).ShouldBe(MappingOutcome.Done);
        await Eventually.Holds(async () => (await pipeline.EntityAsync(EntityType.Vendor, vendor)).State.Status == EntityStatus.Staged);

        (await ChooseAsync(pipeline, vendor, null)).ShouldBe(MappingOutcome.Done);

        await Eventually.Holds(async () => (await pipeline.EntityAsync(EntityType.Vendor, vendor)).State.Status == EntityStatus.Staged);
        pipeline.Row(Suppliers, EntityType.Vendor, vendor)["sys_id"].ShouldNotBe(row);
        pipeline.Rows(Suppliers, $"sys_id={row}").ShouldHaveSingleItem()["correlation_id"].ShouldBe("");
        (await ChooseAsync(pipeline, vendor, null)).ShouldBe(MappingOutcome.UnknownVendor);
    }

    [Fact]
    public async Task A_row_that_the_instance_does_not_show_and_a_vendor_that_nobody_reported_are_refused()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var (vendor, _) = Norton(pipeline);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        (await ChooseAsync(pipeline, vendor, "0123456789abcdef0123456789abcdef")).ShouldBe(MappingOutcome.NoSuchSupplier);
        (await ChooseAsync(pipeline, "999", pipeline.Row(Suppliers, EntityType.Vendor, vendor)["sys_id"])).ShouldBe(MappingOutcome.UnknownVendor);
        pipeline.Sandbox.ServiceNow.Settings.Asleep = true;
        (await ChooseAsync(pipeline, vendor, "0123456789abcdef0123456789abcdef")).ShouldBe(MappingOutcome.NotVerified);

        (await pipeline.EntityAsync(EntityType.Vendor, vendor)).History.OfType<SupplierMapped>().ShouldBeEmpty();
    }

    private static (string Vendor, string Bill) Norton(PipelineHost pipeline)
    {
        var vendor = pipeline.Company.AddVendor("Norton Lumber");
        return (vendor, pipeline.Company.AddBill(vendor, new LineEntry(80m)));
    }

    private static ConnectionSettings Matching(PipelineHost pipeline, params VendorTrait[] traits) => pipeline.Settings() with { VendorMatch = new VendorMatch(traits) };

    private static async Task<MappingOutcome> ChooseAsync(PipelineHost pipeline, string vendor, string? sysId) => (await pipeline.Connector.MapSupplierAsync(
        new EntityId(pipeline.Realm, EntityType.Vendor, vendor), new SupplierChoice(sysId, "Pat", "purchasing says so"), default)).Outcome;
}
