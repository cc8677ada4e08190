using MlConnector.Domain.Reconciliation;
using MlConnector.Node.Demo;
using MlConnector.Sandbox;
using MlConnector.Sandbox.QuickBooks;
using MlConnector.Sandbox.QuickBooks.Seed;

namespace MlConnector.Node.Tests.Reconcile;

/// <summary>One vendor and one bill of two lines, which stand in ServiceNow as they should, until a test changes something.</summary>
public sealed class ComparisonTests : IAsyncLifetime
{
    private const string Invoices = "sn_apo_invoice";
    private const string Lines = "sn_apo_invoice_line";

    private SandboxHost _sandbox = null!;
    private QuickBooksCompany _company = null!;
    private string _vendor = "";
    private string _bill = "";
    private string _supplier = "";
    private string _invoice = "";
    private string _line = "";

    public async Task InitializeAsync()
    {
        _sandbox = await SandboxHost.StartAsync();
        _company = _sandbox.QuickBooks.AddCompany(new CompanySeed { RealmId = "7", Vendors = 0, Bills = 0, Payments = 0, VendorCredits = 0, JournalEntries = 0 });
        _vendor = _company.AddVendor("Smith");
        _bill = _company.AddBill(_vendor, new LineEntry(80.05m), new LineEntry(20m));
        var currency = _company.Read("Bill", _bill)["CurrencyRef"]!["value"]!.GetValue<string>();
        var lines = _company.Read("Bill", _bill)["Line"]!.AsArray().Select(l => l!["Id"]!.GetValue<string>()).ToList();
        var serviceNow = _sandbox.ServiceNow;
        _supplier = serviceNow.Insert("sn_fin_supplier", ("correlation_id", $"QBO-7-Vendor-{_vendor}"), ("name", "Smith"), ("active", "true"));
        _invoice = serviceNow.Insert(Invoices, ("correlation_id", $"QBO-7-Bill-{_bill}"), ("supplier", _supplier), ("invoice_type", "invoice"), ("currency", currency),
            ("invoice_amount", "100.05"), ("balance_due", "100.05"), ("tax_amount", "0.00"), ("state", "staged"));
        _line = serviceNow.Insert(Lines, ("correlation_id", $"QBO-7-Bill-{_bill}-L{lines[0]}"), ("invoice", _invoice), ("amount", "80.05"));
        serviceNow.Insert(Lines, ("correlation_id", $"QBO-7-Bill-{_bill}-L{lines[1]}"), ("invoice", _invoice), ("amount", "20.00"));
    }

    public Task DisposeAsync() => _sandbox.DisposeAsync().AsTask();

    [Fact]
    public void Equal_sides_agree()
    {
        var report = Compare();

        report.Differences.ShouldBeEmpty();
        report.Agrees.ShouldBeTrue();
        report.Figures.Single(f => f.Name == "amount").ServiceNow.ShouldBe(100.05m);
        report.OpenPayables.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Vendor.Id.ShouldBe(_vendor), p => p.Name.ShouldBe("Smith"), p => p.ServiceNow.ShouldBe(100.05m));
    }

    [Theory]
    [InlineData("invoice_amount", "100.04", DifferenceKind.Amount, "100.05", "100.04")]
    [InlineData("balance_due", "0", DifferenceKind.Balance, "100.05", "0.00")]
    [InlineData("tax_amount", "1.00", DifferenceKind.Tax, "0.00", "1.00")]
    [InlineData("currency", "XXX", DifferenceKind.Currency, null, "XXX")]
    [InlineData("supplier", "", DifferenceKind.Supplier, null, "")]
    [InlineData("state", "cancelled", DifferenceKind.State, "staged", "cancelled")]
    public void A_bill_that_differs_is_named_with_both_values(string column, string value, DifferenceKind what, string? quickBooks, string serviceNow)
    {
        _sandbox.ServiceNow.Update(Invoices, _invoice, (column, value));

        var difference = Compare().Differences.First(d => d.What == what);

        difference.Key.ShouldBe($"QBO-7-Bill-{_bill}");
        if (quickBooks is not null) difference.QuickBooks.ShouldBe(quickBooks);
        difference.ServiceNow.ShouldBe(serviceNow);
    }

    [Fact]
    public void A_state_that_a_workflow_moved_on_is_no_difference()
    {
        _sandbox.ServiceNow.Update(Invoices, _invoice, ("state", "approved"));

        Compare().Agrees.ShouldBeTrue();
    }

    [Fact]
    public void What_is_missing_on_either_side_is_named_once()
    {
        var missing = _company.AddBill(_vendor, new LineEntry(7m), new LineEntry(8m));
        _sandbox.ServiceNow.Insert(Invoices, ("correlation_id", "QBO-7-Bill-99"), ("supplier", _supplier), ("invoice_amount", "5"), ("balance_due", "5"), ("state", "staged"));

        var report = Compare();

        report.Differences.Select(d => (d.What, d.Entity.Id, d.QuickBooks, d.ServiceNow)).ShouldBe(
            [(DifferenceKind.NotInQuickBooks, "99", null, "5.00"), (DifferenceKind.Missing, missing, "15.00", null)], ignoreOrder: true);
        report.Figures.Single(f => f.Name == "lines").ShouldSatisfyAllConditions(f => f.QuickBooks.ShouldBe(4), f => f.ServiceNow.ShouldBe(2));
    }

    [Fact]
    public void A_bill_deleted_at_the_source_and_marked_here_is_no_difference()
    {
        _company.Delete("Bill", _bill);
        Compare().Differences.ShouldHaveSingleItem().What.ShouldBe(DifferenceKind.NotInQuickBooks);

        _sandbox.ServiceNow.Update(Invoices, _invoice, ("state", "cancelled"));

        Compare().Agrees.ShouldBeTrue();
    }

    [Fact]
    public void A_voided_bill_that_still_stands_is_named()
    {
        _company.Void("Bill", _bill);

        Compare().Differences.ShouldContain(d => d.What == DifferenceKind.State && d.QuickBooks == "cancelled" && d.ServiceNow == "staged");
    }

    [Fact]
    public void A_record_that_stands_twice_is_named()
    {
        _sandbox.ServiceNow.Insert("sn_fin_supplier", ("correlation_id", $"QBO-7-Vendor-{_vendor}"), ("name", "Smith"), ("active", "true"));
        _sandbox.ServiceNow.Insert(Lines, ("correlation_id", _sandbox.ServiceNow.Rows(Lines, $"sys_id={_line}")[0]["correlation_id"]), ("invoice", _invoice), ("amount", "80.05"));

        var differences = Compare().Differences;

        differences.Where(d => d.What == DifferenceKind.Doubled).Select(d => d.Entity.Type.ToString()).ShouldBe(["Vendor", "Bill"]);
        differences.ShouldContain(d => d.What == DifferenceKind.LinesDoNotAddUp);
    }

    [Fact]
    public void A_line_that_differs_or_belongs_nowhere_is_named()
    {
        _sandbox.ServiceNow.Update(Lines, _line, ("amount", "80.04"));
        Compare().Differences.Select(d => d.What).ShouldBe([DifferenceKind.Amount, DifferenceKind.LinesDoNotAddUp], ignoreOrder: true);

        _sandbox.ServiceNow.Update(Lines, _line, ("invoice", ""));

        Compare().Differences.Select(d => d.What).ShouldBe([DifferenceKind.Stray, DifferenceKind.Missing, DifferenceKind.LinesDoNotAddUp], ignoreOrder: true);
    }

    [Fact]
    public void A_vendor_under_another_name_is_named()
    {
        _sandbox.ServiceNow.Update("sn_fin_supplier", _supplier, ("name", "Smyth"));

        Compare().Differences.ShouldHaveSingleItem().ShouldSatisfyAllConditions(d => d.What.ShouldBe(DifferenceKind.Name), d => d.QuickBooks.ShouldBe("Smith"), d => d.ServiceNow.ShouldBe("Smyth"));
    }

    private ReconciliationReport Compare() => SandboxBooks.Compare(_company, _sandbox.ServiceNow);
}
