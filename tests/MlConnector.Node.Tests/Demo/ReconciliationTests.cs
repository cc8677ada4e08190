using MlConnector.Node.Demo;
using MlConnector.Sandbox;
using MlConnector.Sandbox.QuickBooks;
using MlConnector.Sandbox.QuickBooks.Seed;

namespace MlConnector.Node.Tests.Demo;

public sealed class ReconciliationTests : IAsyncLifetime
{
    private SandboxHost _sandbox = null!;
    private QuickBooksCompany _company = null!;
    private string _supplier = "";
    private string _invoice = "";
    private string _line = "";

    public async Task InitializeAsync()
    {
        _sandbox = await SandboxHost.StartAsync();
        _company = _sandbox.QuickBooks.AddCompany(new CompanySeed { RealmId = "7", Vendors = 0, Bills = 0, Payments = 0, VendorCredits = 0, JournalEntries = 0 });
        var vendor = _company.AddVendor("Smith");
        var bill = _company.AddBill(vendor, new LineEntry(80.05m));
        var line = _company.Read("Bill", bill)["Line"]![0]!["Id"]!.GetValue<string>();
        var serviceNow = _sandbox.ServiceNow;
        _supplier = serviceNow.Insert("sn_fin_supplier", ("correlation_id", $"QBO-7-Vendor-{vendor}"), ("name", "Smith"));
        _invoice = serviceNow.Insert("sn_apo_invoice", ("correlation_id", $"QBO-7-Bill-{bill}"), ("supplier", _supplier), ("invoice_type", "invoice"),
            ("invoice_amount", "80.05"), ("balance_due", "80.05"), ("state", "staged"));
        _line = serviceNow.Insert("sn_apo_invoice_line", ("correlation_id", $"QBO-7-Bill-{bill}-L{line}"), ("invoice", _invoice), ("amount", "80.05"));
    }

    public Task DisposeAsync() => _sandbox.DisposeAsync().AsTask();

    [Fact]
    public void Equal_sides_agree()
    {
        var reconciliation = Reconcile();

        reconciliation.Differences.ShouldBeEmpty();
        reconciliation.Agrees.ShouldBeTrue();
        reconciliation.Figures.Single(f => f.Name == "bill amounts").ServiceNow.ShouldBe(80.05m);
    }

    [Theory]
    [InlineData("invoice_amount", "80.04", "amounts to 80.05 in QuickBooks and 80.04 in ServiceNow")]
    [InlineData("balance_due", "0", "has 80.05 due in QuickBooks and 0")]
    [InlineData("supplier", "", "and of '' in ServiceNow")]
    [InlineData("state", "cancelled", "is missing in ServiceNow")]
    public void A_bill_that_differs_is_named(string column, string value, string difference)
    {
        _sandbox.ServiceNow.Update("sn_apo_invoice", _invoice, (column, value));

        Reconcile().Differences.ShouldContain(d => d.Contains(difference));
    }

    [Fact]
    public void A_record_that_stands_twice_is_named_though_sums_and_counts_agree()
    {
        _sandbox.ServiceNow.Insert("sn_fin_supplier", ("correlation_id", "QBO-7-Vendor-1"), ("name", "Smith"));
        _sandbox.ServiceNow.Insert("sn_fin_supplier", ("correlation_id", "QBO-7-Vendor-1"), ("name", "Smith"));

        Reconcile().Differences.ShouldContain("QBO-7-Vendor-1 stands in ServiceNow more than once");
    }

    [Fact]
    public void A_line_that_is_missing_differs_or_belongs_nowhere_is_named()
    {
        _sandbox.ServiceNow.Update("sn_apo_invoice_line", _line, ("invoice", ""));

        var differences = Reconcile().Differences;

        differences.ShouldContain(d => d.EndsWith("is 80.05 in QuickBooks and missing in ServiceNow"));
        differences.ShouldContain(d => d.EndsWith("belongs to no invoice"));
    }

    [Fact]
    public void A_vendor_under_another_name_is_named()
    {
        _sandbox.ServiceNow.Update("sn_fin_supplier", _supplier, ("name", "Smyth"));

        Reconcile().Differences.ShouldHaveSingleItem().ShouldContain("is called 'Smith' in QuickBooks and 'Smyth' in ServiceNow");
    }

    private Reconciliation Reconcile() => Reconciliation.Of(Books.Of(_company), Books.Of(_sandbox.ServiceNow));
}
