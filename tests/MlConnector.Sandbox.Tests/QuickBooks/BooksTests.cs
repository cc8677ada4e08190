using System.Text.Json.Nodes;
using MlConnector.Sandbox.QuickBooks;
using MlConnector.Sandbox.QuickBooks.Books;
using MlConnector.Sandbox.QuickBooks.Seed;
using MlConnector.Sandbox.Tests.Support;

namespace MlConnector.Sandbox.Tests.QuickBooks;

public sealed class BooksTests : SandboxTest
{
    [Fact]
    public async Task A_deleted_object_reads_as_fault_610_with_status_400()
    {
        var id = Company.AddBill(Company.Ids("Vendor")[0], new LineEntry(1m));
        (await QuickBooksAsync($"bill/{id}")).Json["Bill"]!["Id"]!.ToString().ShouldBe(id);
        Company.Delete("Bill", id);

        var reply = await QuickBooksAsync($"bill/{id}");
        reply.Status.ShouldBe(400);
        reply.Json["Fault"]!["Error"]![0]!["code"]!.ToString().ShouldBe("610");
    }

    [Fact]
    public async Task The_company_reads_itself_as_object_1_and_its_preferences()
    {
        var info = await QuickBooksAsync($"companyinfo/{Realm}");
        info.Json["CompanyInfo"]!["Id"]!.ToString().ShouldBe("1");
        info.Json["CompanyInfo"]!["DefaultTimeZone"]!.ToString().ShouldBe("America/Los_Angeles");
        var preferences = await QuickBooksAsync("preferences");
        preferences.Json["Preferences"]!["CurrencyPrefs"]!["HomeCurrency"]!["value"]!.ToString().ShouldBe("USD");
    }

    [Fact]
    public void Times_carry_the_pacific_offset_of_their_own_day()
    {
        Company.AddVendor("Summer");
        var id = Company.Ids("Vendor")[^1];
        Time.Advance(TimeSpan.FromDays(170));
        Company.Edit("Vendor", id, v => v["CompanyName"] = "Winter");

        var meta = Company.Read("Vendor", id)["MetaData"]!;
        meta["CreateTime"]!.ToString().ShouldBe("2026-07-01T05:00:00-07:00");
        meta["LastUpdatedTime"]!.ToString().ShouldBe("2026-12-18T04:00:00-08:00");
    }

    [Fact]
    public void Paying_voiding_and_crediting_keep_bill_vendor_and_accounts_in_step()
    {
        var vendor = Company.AddVendor("Step by Step");
        var payable = Balance("Account", Company.AccountOfType("Accounts Payable"), "CurrentBalance");
        var bill = Company.AddBill(vendor, new LineEntry(100m), new LineEntry(50m));
        var credit = Company.AddVendorCredit(vendor, new LineEntry(40m));
        Company.Apply(credit, bill, 40m);
        var payment = Company.Pay(bill, 60m);

        Balance("Bill", bill).ShouldBe(50m);
        Balance("VendorCredit", credit).ShouldBe(0m);
        Balance("Vendor", vendor).ShouldBe(50m);
        Balance("Account", Company.AccountOfType("Accounts Payable"), "CurrentBalance").ShouldBe(payable - 50m);

        var voided = Company.Void("BillPayment", payment);
        voided["TotalAmt"]!.GetValue<decimal>().ShouldBe(0m);
        voided["Line"]!.AsArray().ShouldBeEmpty();
        voided["PrivateNote"]!.ToString().ShouldStartWith("Voided");
        Balance("Bill", bill).ShouldBe(110m);
        Balance("Vendor", vendor).ShouldBe(110m);
        Company.Read("Bill", bill)["LinkedTxn"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_stale_sync_token_and_a_linked_deletion_are_refused()
    {
        var bill = Company.AddBill(Company.Ids("Vendor")[0], new LineEntry(10m));
        Company.Pay(bill);

        var stale = await SaveAsync("bill", new JsonObject { ["Id"] = bill, ["SyncToken"] = "0", ["sparse"] = true, ["PrivateNote"] = "x" });
        stale.Json["Fault"]!["Error"]![0]!["code"]!.ToString().ShouldBe("5010");
        var linked = await SaveAsync("bill?operation=delete", new JsonObject { ["Id"] = bill, ["SyncToken"] = "1" });
        linked.Json["Fault"]!["Error"]![0]!["code"]!.ToString().ShouldBe("6000");
    }

    [Fact]
    public async Task The_api_creates_changes_voids_and_deletes()
    {
        var vendor = Company.Ids("Vendor")[0];
        var account = Company.AccountOfType("Expense");
        var created = await SaveAsync("bill", new JsonObject
        {
            ["VendorRef"] = new JsonObject { ["value"] = vendor },
            ["Line"] = new JsonArray(new JsonObject
            {
                ["Amount"] = 12.34m,
                ["DetailType"] = "AccountBasedExpenseLineDetail",
                ["AccountBasedExpenseLineDetail"] = new JsonObject { ["AccountRef"] = new JsonObject { ["value"] = account } },
            }),
        });
        created.Status.ShouldBe(200);
        var bill = created.Json["Bill"]!;
        bill["TotalAmt"]!.GetValue<decimal>().ShouldBe(12.34m);
        bill["Line"]![0]!["Id"]!.ToString().ShouldBe("1");

        var changed = await SaveAsync("bill", new JsonObject { ["Id"] = bill["Id"]!.ToString(), ["SyncToken"] = "0", ["sparse"] = true, ["PrivateNote"] = "noted" });
        changed.Json["Bill"]!["PrivateNote"]!.ToString().ShouldBe("noted");
        changed.Json["Bill"]!["SyncToken"]!.ToString().ShouldBe("1");
        changed.Json["Bill"]!["TotalAmt"]!.GetValue<decimal>().ShouldBe(12.34m);

        var payment = Company.Pay(bill["Id"]!.ToString());
        var voided = await SaveAsync("billpayment?operation=update&include=void", new JsonObject { ["Id"] = payment, ["SyncToken"] = "0", ["sparse"] = true });
        voided.Json["BillPayment"]!["TotalAmt"]!.GetValue<decimal>().ShouldBe(0m);

        var deleted = await SaveAsync("bill?operation=delete", new JsonObject { ["Id"] = bill["Id"]!.ToString(), ["SyncToken"] = "3" });
        deleted.Json["Bill"]!["status"]!.ToString().ShouldBe("Deleted");
        (await SaveAsync("vendor", new JsonObject { ["DisplayName"] = "Books by Bessie" })).Json["Fault"]!["Error"]![0]!["code"]!.ToString().ShouldBe("6240");
    }

    [Fact]
    public void Journal_lines_count_from_0_and_must_balance()
    {
        var id = Company.AddJournalEntry(25.54m, Company.AccountOfType("Expense"), Company.AccountOfType("Accounts Payable"), Company.Ids("Vendor")[0]);
        var entry = Company.Read("JournalEntry", id);
        entry["Line"]![0]!["Id"]!.ToString().ShouldBe("0");
        entry["TotalAmt"]!.GetValue<decimal>().ShouldBe(0m);
        Should.Throw<BookFault>(() => Company.Edit("JournalEntry", id, e => e["Line"]![0]!["Amount"] = 1m));
    }

    [Fact]
    public async Task Who_does_not_ask_for_json_gets_xml()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Sandbox.QuickBooks.ApiUrl}/v3/company/{Realm}/bill/1");
        request.Headers.Authorization = new("Bearer", Sandbox.QuickBooks.AccessToken(Realm));
        using var response = await Http.SendAsync(request);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/xml");
        var bill = System.Xml.Linq.XDocument.Parse(await response.Content.ReadAsStringAsync()).Root!.Elements().Single();
        bill.Name.LocalName.ShouldBe("Bill");
        bill.Attribute("domain")!.Value.ShouldBe("QBO");
        bill.Elements().Single(e => e.Name.LocalName == "VendorRef").Attribute("name")!.Value.ShouldBe("Norton Lumber and Building Materials");
    }

    [Fact]
    public async Task An_object_that_breaks_the_rules_can_be_made_all_the_same()
    {
        Company.Tamper("Bill", "1", b => b.Remove("VendorRef"));
        (await QuickBooksAsync("bill/1")).Json["Bill"]!.AsObject().ContainsKey("VendorRef").ShouldBeFalse();
    }

    [Fact]
    public void A_bill_may_have_10_000_lines()
    {
        var id = Company.AddBill(Company.Ids("Vendor")[0], [.. Enumerable.Range(1, 10_000).Select(i => new LineEntry(0.01m * i))]);
        Company.Read("Bill", id)["Line"]!.AsArray().Count.ShouldBe(10_000);
        Balance("Bill", id).ShouldBe(500_050m);
    }

    [Fact]
    public void A_bill_voided_by_a_person_stays_with_nothing_on_it()
    {
        var vendor = Company.AddVendor("Void of Course");
        var bill = Company.AddBill(vendor, new LineEntry(12m, "x"));
        var voided = Company.Void("Bill", bill);
        voided["TotalAmt"]!.GetValue<decimal>().ShouldBe(0m);
        voided["Balance"]!.GetValue<decimal>().ShouldBe(0m);
        voided["PrivateNote"]!.ToString().ShouldBe("Voided");
        Balance("Vendor", vendor).ShouldBe(0m);
    }

    [Fact]
    public void The_first_bills_are_those_that_real_companies_returned()
    {
        Company.Read("Bill", "1")["Line"]![0]!["ProjectRef"]!["value"]!.ToString().ShouldBe("39298034");
        Company.Read("Bill", "1")["VendorRef"]!["name"]!.ToString().ShouldBe("Norton Lumber and Building Materials");
        var taxed = Company.Ids("Bill").Select(id => Company.Read("Bill", id)).Single(b => b["DocNumber"]?.ToString() == "PO000H1");
        taxed["TotalAmt"]!.GetValue<decimal>().ShouldBe(420m);
        taxed["TxnTaxDetail"]!["TaxLine"]![0]!["TaxLineDetail"]!["TaxPercent"]!.GetValue<int>().ShouldBe(5);
    }

    [Fact]
    public void Ids_of_vendors_and_bills_may_be_equal()
    {
        Company.Exists("Vendor", "1").ShouldBeTrue();
        Company.Exists("Bill", "1").ShouldBeTrue();
    }

    [Fact]
    public void A_merged_vendor_is_gone_and_its_bills_are_the_winners()
    {
        var (loser, winner) = (Company.AddVendor("Loser"), Company.AddVendor("Winner"));
        var bill = Company.AddBill(loser, new LineEntry(9m));
        Company.AddJournalEntry(1m, Company.AccountOfType("Expense"), Company.AccountOfType("Accounts Payable"), loser);
        Company.MergeVendors(loser, winner);

        Company.Exists("Vendor", loser).ShouldBeFalse();
        Company.Read("Bill", bill)["VendorRef"]!["value"]!.ToString().ShouldBe(winner);
        Balance("Vendor", winner).ShouldBe(10m);
    }

    [Fact]
    public void A_change_of_the_memo_alone_touches_nothing_else()
    {
        var vendor = Company.AddVendor("Quiet");
        var bill = Company.AddBill(vendor, new LineEntry(9m));
        var payment = Company.Pay(bill);
        var before = (Company.Read("Bill", bill).ToJsonString(), Company.Read("Vendor", vendor).ToJsonString());
        Time.Advance(TimeSpan.FromMinutes(1));
        Company.Edit("BillPayment", payment, p => p["PrivateNote"] = "noted");

        (Company.Read("Bill", bill).ToJsonString(), Company.Read("Vendor", vendor).ToJsonString()).ShouldBe(before);
    }

    [Fact]
    public async Task A_full_update_of_an_account_keeps_its_balance()
    {
        var id = Company.AccountOfType("Accounts Payable");
        var before = Balance("Account", id, "CurrentBalance");
        var saved = await SaveAsync("account", new JsonObject
        {
            ["Id"] = id, ["SyncToken"] = "0", ["Name"] = "Payables", ["FullyQualifiedName"] = "Payables", ["AccountType"] = "Accounts Payable", ["Active"] = true,
        });
        saved.Json["Account"]!["Name"]!.ToString().ShouldBe("Payables");
        Balance("Account", id, "CurrentBalance").ShouldBe(before);
    }

    [Fact]
    public void The_same_seed_makes_the_same_books_and_they_add_up()
    {
        var again = Sandbox.QuickBooks.AddCompany(Seed with { RealmId = "2" });
        foreach (var type in new[] { "Vendor", "Bill", "BillPayment", "JournalEntry", "Account" })
        {
            again.Ids(type).ShouldBe(Company.Ids(type));
            foreach (var id in again.Ids(type))
                again.Read(type, id).ToJsonString().ShouldBe(Company.Read(type, id).ToJsonString());
        }

        foreach (var bill in Company.Ids("Bill").Select(id => Company.Read("Bill", id)))
        {
            var lines = bill["Line"]!.AsArray().Sum(l => l!["Amount"]!.GetValue<decimal>());
            var tax = bill["TxnTaxDetail"]?["TotalTax"]?.GetValue<decimal>() ?? 0m;
            bill["TotalAmt"]!.GetValue<decimal>().ShouldBe(lines + tax);
        }
    }

    [Fact]
    public void The_sandbox_holds_a_large_company()
    {
        var large = Sandbox.QuickBooks.AddCompany(new CompanySeed { RealmId = "3", Vendors = 200, Bills = 5000, Payments = 2000 });
        large.Ids("Bill").Count.ShouldBe(5000);
        large.Ids("BillPayment").Count.ShouldBe(2000);
        large.Ids("Vendor").Select(id => large.Read("Vendor", id)["DisplayName"]!.ToString()).ShouldBeUnique();
    }

    private decimal Balance(string type, string id, string property = "Balance") => Company.Read(type, id)[property]!.GetValue<decimal>();

    private Task<Reply> SaveAsync(string pathAndQuery, JsonObject body) => QuickBooksAsync(pathAndQuery, HttpMethod.Post, Json(body));
}
