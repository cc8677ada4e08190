using System.Text.Json.Nodes;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;
using MlConnector.Domain.Staging;
using MlConnector.Domain.Suppliers;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.ServiceNow;
using MlConnector.ServiceNow.Writing;

namespace MlConnector.ServiceNow.Tests.Writing;

public sealed class SupplierTests
{
    private static readonly VendorTrait[] All = [VendorTrait.TaxId, VendorTrait.SupplierCode, VendorTrait.Name];

    [Theory]
    [InlineData("tax_id", "98-7654321")]
    [InlineData("tax_id", "987654321")]
    [InlineData("supplier_code", "A-0007")]
    [InlineData("supplier_code", "a0007")]
    [InlineData("name", "Acme & Sons, Inc.")]
    [InlineData("name", "ACME AND SONS INC")]
    [InlineData("name", "Acme and Sons")]
    public async Task A_supplier_that_was_there_is_found_by_what_both_have_and_bears_the_key_then(string column, string value)
    {
        await using var instance = await Instance.StartAsync();
        var row = Add(instance, (column, value));
        Add(instance, ("name", "Acme Fences Inc"), ("supplier_code", "A-0008"), ("tax_id", "98-7654320"));

        var written = await WrittenAsync(instance, Acme(), All);

        written.Records.ShouldHaveSingleItem().SysId.ShouldBe(row);
        written.Note.ShouldNotBeNull().ShouldContain("found by its");
        var supplier = instance.Sandbox.ServiceNow.Rows(Instance.Suppliers, $"sys_id={row}").ShouldHaveSingleItem();
        supplier["correlation_id"].ShouldBe(Records.Supplier.ExternalKey);
        supplier["name"].ShouldBe("Acme & Sons, Inc.");
        instance.Sandbox.ServiceNow.Rows(Instance.Suppliers).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Without_a_rule_only_the_key_finds_a_supplier_and_nothing_more_is_asked()
    {
        await using var instance = await Instance.StartAsync();
        var other = Add(instance, ("name", "Acme & Sons, Inc."));

        var written = await WrittenAsync(instance, Acme());

        written.Requests.ShouldBe(2);
        written.Records.ShouldHaveSingleItem().SysId.ShouldNotBe(other);
    }

    [Fact]
    public async Task The_first_trait_that_finds_any_decides()
    {
        await using var instance = await Instance.StartAsync();
        var byTaxId = Add(instance, ("name", "Another name"), ("tax_id", "98-7654321"));
        Add(instance, ("name", "Acme & Sons, Inc."));

        (await WrittenAsync(instance, Acme(), All)).Records.ShouldHaveSingleItem().SysId.ShouldBe(byTaxId);
    }

    [Fact]
    public async Task An_exact_match_goes_before_one_that_is_only_alike()
    {
        await using var instance = await Instance.StartAsync();
        Add(instance, ("name", "ACME & SONS INC"));
        var exact = Add(instance, ("name", "Acme & Sons, Inc."));

        (await WrittenAsync(instance, Acme(), All)).Records.ShouldHaveSingleItem().SysId.ShouldBe(exact);
    }

    [Fact]
    public async Task Several_that_fit_are_named_and_none_is_touched()
    {
        await using var instance = await Instance.StartAsync();
        string[] rows = [Add(instance, ("name", "ACME & SONS INC")), Add(instance, ("name", "Acme and Sons Incorporated"))];

        var reason = await RefusedAsync(instance, Acme(), All);

        reason.Code.ShouldBe("supplier-ambiguous");
        rows.ShouldAllBe(sysId => reason.Text.Contains(sysId));
        reason.Text.ShouldContain("ACME & SONS INC");
        reason.NextStep.ShouldContain("/api/connections/9130357849014096/suppliers/46");
        instance.Sandbox.Journal.Count("servicenow.table.p*").ShouldBe(0);
    }

    [Fact]
    public async Task A_supplier_of_another_system_is_not_stolen()
    {
        await using var instance = await Instance.StartAsync();
        var row = Add(instance, ("name", "Acme & Sons, Inc."), ("correlation_id", "SAP-1001"));

        var reason = await RefusedAsync(instance, Acme(), All);

        reason.Code.ShouldBe("supplier-taken");
        reason.Text.ShouldContain("SAP-1001");
        reason.Text.ShouldContain(row);
        instance.Sandbox.Journal.Count("servicenow.table.p*").ShouldBe(0);
    }

    [Fact]
    public async Task A_supplier_of_another_vendor_of_the_same_company_is_that_vendors()
    {
        await using var instance = await Instance.StartAsync();
        Add(instance, ("name", "Acme & Sons, Inc."), ("correlation_id", "QBO-9130357849014096-Vendor-7"));

        await WrittenAsync(instance, Acme(), All);

        instance.Sandbox.ServiceNow.Rows(Instance.Suppliers, "name=Acme & Sons, Inc.").Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_masked_tax_id_matches_nobody()
    {
        await using var instance = await Instance.StartAsync();
        Add(instance, ("name", "Another"), ("tax_id", "XXXXXX4321"));

        var reason = await RefusedAsync(instance, Acme(v => v["TaxIdentifier"] = "XXXXXX4321"), [VendorTrait.TaxId], UnmatchedVendors.Park);

        reason.Code.ShouldBe("supplier-unmatched");
    }

    [Fact]
    public async Task A_tax_id_is_in_no_reason()
    {
        await using var instance = await Instance.StartAsync();
        Add(instance, ("name", "One"), ("tax_id", "98-7654321"));
        Add(instance, ("name", "Two"), ("tax_id", "98-7654321"));

        (await RefusedAsync(instance, Acme(), All)).ToString().ShouldNotContain("7654321");
    }

    [Fact]
    public async Task A_vendor_that_nothing_fits_waits_for_a_person_where_the_connection_says_so()
    {
        await using var instance = await Instance.StartAsync();

        var reason = await RefusedAsync(instance, Acme(), All, UnmatchedVendors.Park);

        reason.Code.ShouldBe("supplier-unmatched");
        reason.Text.ShouldContain("tax id, supplier code, name");
        instance.Sandbox.ServiceNow.Rows(Instance.Suppliers).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("Acme^NQsys_idISNOTEMPTY")]
    [InlineData("^ORnameISNOTEMPTY")]
    [InlineData("javascript:gs.getUserID()")]
    [InlineData("Acme, Norton Lumber, Other")]
    [InlineData("NULL")]
    [InlineData("ORDERBYname")]
    [InlineData("O'Brien \"& Söhne\" 🧾")]
    public async Task No_name_can_widen_what_is_found(string name)
    {
        await using var instance = await Instance.StartAsync();
        for (var i = 0; i < 12; i++) Add(instance, ("name", $"Other {i}"));
        Add(instance, ("name", ""));
        instance.Sandbox.ServiceNow.Settings.InvalidQueryParts = InvalidQueryParts.Ignored;

        var made = await WrittenAsync(instance, Acme(v => v["DisplayName"] = name), [VendorTrait.Name]);
        instance.Sandbox.ServiceNow.Update(Instance.Suppliers, made.Records[0].SysId, ("correlation_id", ""));
        var found = await WrittenAsync(instance, Acme(v => v["DisplayName"] = name), [VendorTrait.Name]);

        found.Records.Select(r => r.SysId).ShouldBe(made.Records.Select(r => r.SysId));
        instance.Sandbox.ServiceNow.Rows(Instance.Suppliers).Count.ShouldBe(15);
    }

    [Fact]
    public async Task A_column_that_the_instance_hides_proves_nothing()
    {
        await using var instance = await Instance.StartAsync();
        instance.Sandbox.ServiceNow[Instance.Suppliers].Hidden.Add("tax_id");
        instance.Sandbox.ServiceNow.Settings.InvalidQueryParts = InvalidQueryParts.Ignored;

        (await RefusedAsync(instance, Acme(), All)).Code.ShouldBe("servicenow-filter-ignored");
    }

    [Fact]
    public async Task Two_vendors_at_once_never_take_the_same_supplier()
    {
        await using var instance = await Instance.StartAsync();
        var row = Add(instance, ("name", "Acme & Sons, Inc."));
        var vendors = Enumerable.Range(1, 6).Select(i => Acme(v => v["Id"] = $"{i}")).ToList();

        var written = await Task.WhenAll(vendors.Select((v, i) => WriteAsync(instance, v, [VendorTrait.Name], vendor: $"{i + 1}")));

        written.Cast<WriteOutcome.Written>().SelectMany(w => w.Records).Count(r => r.SysId == row).ShouldBe(1);
        instance.Sandbox.ServiceNow.Rows(Instance.Suppliers, "correlation_idISNOTEMPTY").Select(r => r["correlation_id"]).Distinct().Count().ShouldBe(6);
    }

    [Fact]
    public async Task A_lost_answer_to_the_taking_over_is_made_up_for()
    {
        await using var instance = await Instance.StartAsync();
        var row = Add(instance, ("name", "Acme & Sons, Inc."));
        instance.Fault(new FaultRule { Method = "PATCH", AfterEffect = true, Drop = true });

        (await WriteAsync(instance, Acme(), [VendorTrait.Name])).ShouldBeOfType<WriteOutcome.Deferred>();
        (await WrittenAsync(instance, Acme(), [VendorTrait.Name])).Records.ShouldHaveSingleItem().SysId.ShouldBe(row);

        instance.Sandbox.ServiceNow.Rows(Instance.Suppliers).Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_row_that_a_person_chose_is_written_and_the_one_before_bears_the_key_no_more()
    {
        await using var instance = await Instance.StartAsync();
        var made = await WrittenAsync(instance, Acme());
        var chosen = Add(instance, ("name", "Acme, as purchasing knows it"));

        var written = await WrittenAsync(instance, Acme(), mappedTo: chosen);

        written.Records.ShouldHaveSingleItem().SysId.ShouldBe(chosen);
        var bearer = instance.Sandbox.ServiceNow.Rows(Instance.Suppliers, $"correlation_id={Records.Supplier.ExternalKey}").ShouldHaveSingleItem();
        bearer["sys_id"].ShouldBe(chosen);
        bearer["name"].ShouldBe("Acme & Sons, Inc.");
        written.Note.ShouldNotBeNull().ShouldContain(made.Records[0].SysId);
        instance.Sandbox.Journal.Clear();
        await WrittenAsync(instance, Acme(), mappedTo: chosen, known: written.Records);
        instance.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task What_QuickBooks_says_nothing_of_stays_in_a_supplier_that_was_there_and_is_emptied_in_one_made_from_it()
    {
        await using var instance = await Instance.StartAsync();
        var row = Add(instance, ("name", "Acme & Sons, Inc."), ("email", "orders@acme.example"), ("supplier_code", "old"));
        var made = await WrittenAsync(instance, Acme(v => v["Id"] = "47"), vendor: "47");

        var first = await WrittenAsync(instance, Acme(), [VendorTrait.Name]);
        var second = await WrittenAsync(instance, Acme(v => v.Remove("AcctNum")), [VendorTrait.Name], known: first.Records);
        await WrittenAsync(instance, Acme(v => { v["Id"] = "47"; v.Remove("AcctNum"); }), known: made.Records, vendor: "47");

        first.Records.ShouldHaveSingleItem().Adopted.ShouldBe(true);
        second.Records.ShouldBe(first.Records);
        var adopted = instance.Sandbox.ServiceNow.Rows(Instance.Suppliers, $"sys_id={row}").ShouldHaveSingleItem();
        (adopted["email"], adopted["supplier_code"]).ShouldBe(("orders@acme.example", "A-0007"));
        instance.Sandbox.ServiceNow.Rows(Instance.Suppliers, $"sys_id={made.Records[0].SysId}").ShouldHaveSingleItem()["supplier_code"].ShouldBe("");
    }

    [Fact]
    public async Task A_chosen_row_of_another_system_is_referred_to_and_left_alone()
    {
        await using var instance = await Instance.StartAsync();
        var chosen = Add(instance, ("name", "Acme"), ("correlation_id", "SAP-1001"));

        var written = await WrittenAsync(instance, Acme(), mappedTo: chosen);

        written.Records.ShouldHaveSingleItem().ShouldBe(new StagedRecord(Instance.Suppliers, Records.Supplier.ExternalKey, chosen));
        written.Note.ShouldNotBeNull().ShouldContain("SAP-1001");
        instance.Sandbox.Journal.Count("servicenow.table.p*").ShouldBe(0);
    }

    [Fact]
    public async Task A_chosen_row_that_has_gone_parks_with_both_ways_out()
    {
        await using var instance = await Instance.StartAsync();

        var outcome = await WriteAsync(instance, Acme(), mappedTo: "0123456789abcdef0123456789abcdef");

        var reason = outcome.ShouldBeOfType<WriteOutcome.Refused>().Reason;
        reason.Code.ShouldBe("supplier-gone");
        reason.NextStep.ShouldContain("DELETE");
    }

    [Fact]
    public async Task A_choice_that_is_taken_back_frees_its_row()
    {
        await using var instance = await Instance.StartAsync();
        var chosen = Add(instance, ("name", "Wrongly chosen"));
        await WrittenAsync(instance, Acme(), mappedTo: chosen);

        var written = await WrittenAsync(instance, Acme(), released: chosen);

        written.Records.ShouldHaveSingleItem().SysId.ShouldNotBe(chosen);
        instance.Sandbox.ServiceNow.Rows(Instance.Suppliers, $"sys_id={chosen}").ShouldHaveSingleItem()["correlation_id"].ShouldBe("");
    }

    private static StagingRecord Acme(Action<JsonObject>? change = null) => Records.Vendor(change: v =>
    {
        v["DisplayName"] = "Acme & Sons, Inc.";
        v["TaxIdentifier"] = "98-7654321";
        v["AcctNum"] = "A-0007";
        change?.Invoke(v);
    });

    private static string Add(Instance instance, params (string, string)[] values) => instance.Sandbox.ServiceNow.Insert(Instance.Suppliers, values);

    private static async Task<Reason> RefusedAsync(Instance instance, StagingRecord vendor, VendorTrait[] traits, UnmatchedVendors unmatched = UnmatchedVendors.Create) =>
        (await WriteAsync(instance, vendor, traits, unmatched)).ShouldBeOfType<WriteOutcome.Refused>().Reason;

    private static async Task<WriteOutcome.Written> WrittenAsync(
        Instance instance, StagingRecord record, VendorTrait[]? traits = null, string? mappedTo = null, string? released = null,
        IReadOnlyList<StagedRecord>? known = null, string? vendor = null) =>
        (await WriteAsync(instance, record, traits, mappedTo: mappedTo, released: released, known: known, vendor: vendor)).ShouldBeOfType<WriteOutcome.Written>();

    private static Task<WriteOutcome> WriteAsync(
        Instance instance, StagingRecord record, VendorTrait[]? traits = null, UnmatchedVendors unmatched = UnmatchedVendors.Create,
        string? mappedTo = null, string? released = null, IReadOnlyList<StagedRecord>? known = null, string? vendor = null)
    {
        var rule = new SupplierRule(Records.Supplier with { Id = vendor ?? Records.Supplier.Id }, traits ?? [], unmatched, mappedTo, released);
        return instance.Writer.WriteAsync(new WriteOrder(new StagingDocument(record), instance.References, known ?? [], rule), CancellationToken.None);
    }
}
