using System.Text.Json.Nodes;

namespace MlConnector.Sandbox.QuickBooks;

/// <summary>One line of a bill or a credit that a test or a demo enters.</summary>
public sealed record LineEntry(decimal Amount, string Description = "", string? AccountId = null, string? ItemId = null, decimal Quantity = 1);

/// <summary>The everyday work of a bookkeeper, in one call each. All return the new object's id.</summary>
public static class Bookkeeping
{
    public static string AddVendor(this QuickBooksCompany company, string displayName) =>
        company.Add("Vendor", new JsonObject { ["DisplayName"] = displayName });

    public static string AddBill(this QuickBooksCompany company, string vendorId, params LineEntry[] lines) =>
        company.Add("Bill", Document(company, vendorId, lines));

    public static string AddVendorCredit(this QuickBooksCompany company, string vendorId, params LineEntry[] lines) =>
        company.Add("VendorCredit", Document(company, vendorId, lines));

    /// <summary>Pays bills from the bank account by cheque, or by credit card; without an amount a bill is paid in full.</summary>
    public static string Pay(this QuickBooksCompany company, IReadOnlyList<string> billIds, decimal? amountOfEach = null, bool byCard = false)
    {
        var bills = billIds.Select(id => company.Read("Bill", id)).ToArray();
        var amounts = bills.Select(b => amountOfEach ?? b["Balance"]!.GetValue<decimal>()).ToArray();
        var payment = new JsonObject
        {
            ["VendorRef"] = bills[0]["VendorRef"]!.DeepClone(),
            ["TotalAmt"] = amounts.Sum(),
            ["PayType"] = byCard ? "CreditCard" : "Check",
            ["Line"] = new JsonArray([.. billIds.Select((id, i) => Applied(id, "Bill", amounts[i]))]),
        };
        Fund(company, payment, byCard);
        return company.Add("BillPayment", payment);
    }

    public static string Pay(this QuickBooksCompany company, string billId, decimal? amount = null, bool byCard = false) =>
        company.Pay([billId], amount, byCard);

    /// <summary>Uses a vendor credit up on a bill: a payment of nothing that links both.</summary>
    public static string Apply(this QuickBooksCompany company, string vendorCreditId, string billId, decimal amount)
    {
        var payment = new JsonObject
        {
            ["VendorRef"] = company.Read("Bill", billId)["VendorRef"]!.DeepClone(),
            ["TotalAmt"] = 0m,
            ["PayType"] = "Check",
            ["Line"] = new JsonArray(Applied(billId, "Bill", amount), Applied(vendorCreditId, "VendorCredit", amount)),
        };
        Fund(company, payment, byCard: false);
        return company.Add("BillPayment", payment);
    }

    /// <summary>A journal entry that debits one account and credits another; a vendor is named on the credit.</summary>
    public static string AddJournalEntry(
        this QuickBooksCompany company, decimal amount, string debitAccountId, string creditAccountId, string? vendorId = null)
    {
        var credit = JournalLine(amount, "Credit", creditAccountId);
        if (vendorId is not null)
            credit["JournalEntryLineDetail"]!["Entity"] = new JsonObject { ["Type"] = "Vendor", ["EntityRef"] = new JsonObject { ["value"] = vendorId } };
        return company.Add("JournalEntry", new JsonObject { ["Line"] = new JsonArray(JournalLine(amount, "Debit", debitAccountId), credit) });
    }

    /// <summary>The first active account of a type, such as <c>Accounts Payable</c>, <c>Bank</c>, <c>Credit Card</c> or <c>Expense</c>.</summary>
    public static string AccountOfType(this QuickBooksCompany company, string accountType) => company.Ids("Account")
        .First(id => company.Read("Account", id) is var a && a["AccountType"]!.GetValue<string>() == accountType && a["Active"]!.GetValue<bool>());

    private static JsonObject Document(QuickBooksCompany company, string vendorId, LineEntry[] lines)
    {
        var expense = lines.Any(l => l.AccountId is null && l.ItemId is null) ? company.AccountOfType("Expense") : null;
        return new JsonObject
        {
            ["VendorRef"] = new JsonObject { ["value"] = vendorId },
            ["Line"] = new JsonArray([.. lines.Select(l => Line(l, expense))]),
        };
    }

    private static JsonNode Line(LineEntry entry, string? expense)
    {
        var line = new JsonObject { ["Amount"] = entry.Amount };
        if (entry.Description.Length > 0)
            line["Description"] = entry.Description;
        if (entry.ItemId is not null)
        {
            line["ItemBasedExpenseLineDetail"] = new JsonObject
            {
                ["ItemRef"] = new JsonObject { ["value"] = entry.ItemId },
                ["Qty"] = entry.Quantity,
                ["UnitPrice"] = entry.Amount / entry.Quantity,
                ["BillableStatus"] = "NotBillable",
                ["TaxCodeRef"] = new JsonObject { ["value"] = "NON" },
            };
            return line;
        }

        line["AccountBasedExpenseLineDetail"] = new JsonObject
        {
            ["AccountRef"] = new JsonObject { ["value"] = entry.AccountId ?? expense },
            ["BillableStatus"] = "NotBillable",
            ["TaxCodeRef"] = new JsonObject { ["value"] = "NON" },
        };
        return line;
    }

    private static JsonObject JournalLine(decimal amount, string side, string accountId) => new()
    {
        ["Amount"] = amount,
        ["JournalEntryLineDetail"] = new JsonObject { ["PostingType"] = side, ["AccountRef"] = new JsonObject { ["value"] = accountId } },
    };

    private static JsonNode Applied(string id, string type, decimal amount) => new JsonObject
    {
        ["Amount"] = amount,
        ["LinkedTxn"] = new JsonArray(new JsonObject { ["TxnId"] = id, ["TxnType"] = type }),
    };

    private static void Fund(QuickBooksCompany company, JsonObject payment, bool byCard)
    {
        if (byCard)
            payment["CreditCardPayment"] = new JsonObject { ["CCAccountRef"] = Account("Credit Card") };
        else
            payment["CheckPayment"] = new JsonObject { ["PrintStatus"] = "NeedToPrint", ["BankAccountRef"] = Account("Bank") };

        JsonObject Account(string type)
        {
            var id = company.AccountOfType(type);
            return new JsonObject { ["value"] = id, ["name"] = company.Read("Account", id)["FullyQualifiedName"]!.GetValue<string>() };
        }
    }
}
