using Microsoft.Extensions.Logging.Abstractions;
using MlConnector.Domain;
using MlConnector.Domain.Staging;
using MlConnector.Sandbox;
using MlConnector.Sandbox.QuickBooks;
using MlConnector.Sandbox.QuickBooks.Seed;

namespace MlConnector.QuickBooks.Tests;

/// <summary>The clients against an emulated company, over its own OAuth and Accounting API.</summary>
public sealed class CompanyTests : IAsyncLifetime
{
    private SandboxHost _sandbox = null!;
    private QuickBooksCompany _company = null!;
    private QuickBooksApi _api = null!;
    private QuickBooksTokens _tokens = null!;
    private RealmId _realm;
    private string _access = "";

    public async Task InitializeAsync()
    {
        _sandbox = await SandboxHost.StartAsync();
        _company = _sandbox.QuickBooks.AddCompany(new CompanySeed { Vendors = 20, Bills = 60 });
        var intuit = _sandbox.QuickBooks;
        var options = new QuickBooksOptions(new Uri(intuit.ApiUrl), new Uri(intuit.TokenUrl), new Uri(intuit.RevokeUrl), intuit.Settings.ClientId, intuit.Settings.ClientSecret);
        _api = new QuickBooksApi(options, TimeProvider.System, NullLogger<QuickBooksApi>.Instance);
        _tokens = new QuickBooksTokens(options, TimeProvider.System, NullLogger<QuickBooksTokens>.Instance);
        _realm = RealmId.Parse(_company.RealmId);
        _access = intuit.AccessToken(_company.RealmId);
    }

    public async Task DisposeAsync()
    {
        _api.Dispose();
        _tokens.Dispose();
        await _sandbox.DisposeAsync();
    }

    [Theory]
    [InlineData(EntityType.Vendor)]
    [InlineData(EntityType.Bill)]
    [InlineData(EntityType.VendorCredit)]
    [InlineData(EntityType.BillPayment)]
    [InlineData(EntityType.JournalEntry)]
    public async Task A_whole_company_is_read_by_pages_and_counted_alike(EntityType type)
    {
        var until = DateTimeOffset.UtcNow.AddDays(1);
        var ids = new List<string>();
        QueryPage page;
        do
        {
            page = await _api.QueryPageAsync(_realm, _access, type, DateTimeOffset.UnixEpoch, until, ids.Count + 1, 7, CancellationToken.None);
            ids.AddRange(page.Rows.Select(r => r.Id.Id));
        }
        while (page.Rows.Count == 7);

        ids.ShouldBe(_company.Ids(type.ToString()), ignoreOrder: true);
        (await _api.CountAsync(_realm, _access, type, DateTimeOffset.UnixEpoch, until, CancellationToken.None)).ShouldBe(ids.Count);
    }

    [Fact]
    public async Task All_that_a_company_holds_can_be_carried()
    {
        foreach (var type in Enum.GetValues<EntityType>())
        {
            var page = await _api.QueryPageAsync(_realm, _access, type, DateTimeOffset.UnixEpoch, DateTimeOffset.UtcNow.AddDays(1), 1, 1000, CancellationToken.None);
            foreach (var row in page.Rows) StagingMapper.Map(row.Id, row.Entity).ShouldBeOfType<MapResult.Mapped>($"{row.Id}: {row.Entity}");
        }
    }

    [Fact]
    public async Task An_edit_a_payment_and_a_deletion_come_as_changes()
    {
        var bills = _company.Ids("Bill");
        var since = DateTimeOffset.UtcNow.AddMinutes(-5);
        var vendor = _company.AddVendor("Søren's \"Nuts & Bolts\" 🧾");
        var bill = _company.AddBill(vendor, new LineEntry(80m, "Pump"), new LineEntry(20m, "Hose"));
        _company.Pay(bill, 30m);
        _company.Delete("Bill", _company.AddBill(vendor, new LineEntry(1m)));

        var changes = await _api.ChangesSinceAsync(_realm, _access, [EntityType.Vendor, EntityType.Bill], Given.Lists, since, CancellationToken.None);

        changes.Changes.Count(c => c.Deleted).ShouldBe(1);
        var paid = changes.Changes.Single(c => c.Id.Id == bill && c.Id.Type == EntityType.Bill);
        var record = StagingMapper.Map(paid.Id, paid.Entity).ShouldBeOfType<MapResult.Mapped>().Document.Records.ShouldHaveSingleItem();
        record.Fields[Field.BalanceDue].ShouldBe("70.00");
        record.References[Field.Supplier].Id.ShouldBe(vendor);
        changes.Changes.ShouldContain(c => c.Id.Id == vendor && c.Id.Type == EntityType.Vendor);
        changes.Changes.ShouldNotContain(c => c.Id.Type == EntityType.BillPayment);
        bills.ShouldNotContain(bill);
    }

    [Fact]
    public async Task A_deleted_bill_reads_as_gone_and_an_inactive_vendor_does_not()
    {
        var vendor = _company.AddVendor("Quiet Ltd");
        var bill = _company.AddBill(vendor, new LineEntry(1m));
        _company.Delete("Bill", bill);
        _company.Inactivate("Vendor", vendor);

        (await _api.ReadAsync(_access, new EntityId(_realm, EntityType.Bill, bill), CancellationToken.None)).Gone.ShouldBeTrue();
        var quiet = await _api.ReadAsync(_access, new EntityId(_realm, EntityType.Vendor, vendor), CancellationToken.None);

        var record = StagingMapper.Map(new EntityId(_realm, EntityType.Vendor, vendor), quiet.Entity!.Value).ShouldBeOfType<MapResult.Mapped>().Document.Records.ShouldHaveSingleItem();
        record.Fields[Field.Name].ShouldBe("Quiet Ltd");
        record.Fields[Field.Active].ShouldBe("false");
    }

    [Fact]
    public async Task Payable_accounts_are_found_by_their_type_and_a_change_of_it_comes_with_the_changes()
    {
        var since = DateTimeOffset.UtcNow.AddMinutes(-5);
        var payable = _company.Ids("Account").Where(id => (string?)_company.Read("Account", id)["AccountType"] == "Accounts Payable").ToList();
        _company.Inactivate("Account", payable[^1]);
        var bank = _company.AccountOfType("Bank");
        _company.Edit("Account", bank, a => a["AccountType"] = "Credit Card");

        var accounts = await _api.PayableAccountsAsync(_realm, _access, CancellationToken.None);
        var changes = await _api.ChangesSinceAsync(_realm, _access, [EntityType.JournalEntry], Given.Lists, since, CancellationToken.None);

        accounts.Select(a => a.GetProperty("Id").GetString()).ShouldBe(payable, ignoreOrder: true);
        changes.Accounts.Single(a => a.GetProperty("Id").GetString() == bank).GetProperty("AccountType").GetString().ShouldBe("Credit Card");
    }

    [Fact]
    public async Task The_company_names_itself()
    {
        (await _api.CompanyInfoAsync(_realm, _access, CancellationToken.None)).CompanyName.ShouldBe(_company.Name);
    }

    [Fact]
    public async Task A_refreshed_grant_opens_the_books_until_it_is_revoked()
    {
        var first = await _tokens.RefreshAsync(_sandbox.QuickBooks.Connect(_company.RealmId), CancellationToken.None);
        await _api.CompanyInfoAsync(_realm, first.AccessToken, CancellationToken.None);

        await _tokens.RevokeAsync(first.RefreshToken, CancellationToken.None);

        first.HardExpiresAt.ShouldNotBeNull().ShouldBeGreaterThan(DateTimeOffset.UtcNow.AddYears(4));
        (await Should.ThrowAsync<QuickBooksException>(_api.CompanyInfoAsync(_realm, first.AccessToken, CancellationToken.None))).Class.ShouldBe(FaultClass.Unauthorized);
        (await Should.ThrowAsync<QuickBooksException>(_tokens.RefreshAsync(first.RefreshToken, CancellationToken.None))).Class.ShouldBe(FaultClass.GrantRefused);
    }

    [Fact]
    public async Task An_expired_access_token_is_told_from_everything_else()
    {
        _sandbox.QuickBooks.ExpireAccessTokens(_company.RealmId);

        var fault = await Should.ThrowAsync<QuickBooksException>(_api.CompanyInfoAsync(_realm, _access, CancellationToken.None));

        fault.Class.ShouldBe(FaultClass.Unauthorized);
        fault.ToString().ShouldNotContain(_access);
    }

    [Theory]
    [InlineData(ThrottleAnswer.Json)]
    [InlineData(ThrottleAnswer.Xml)]
    [InlineData(ThrottleAnswer.Html)]
    public async Task Being_throttled_is_understood_in_every_notation(ThrottleAnswer notation)
    {
        _sandbox.QuickBooks.Settings.Throttle = true;
        _sandbox.QuickBooks.Settings.RequestsPerMinute = 1;
        _sandbox.QuickBooks.Settings.ThrottleAnswer = notation;
        await _api.CompanyInfoAsync(_realm, _access, CancellationToken.None);

        var fault = await Should.ThrowAsync<QuickBooksException>(_api.CompanyInfoAsync(_realm, _access, CancellationToken.None));

        fault.Class.ShouldBe(FaultClass.Throttled);
        fault.RetryAfter.ShouldBe(TimeSpan.FromSeconds(60));
    }
}
