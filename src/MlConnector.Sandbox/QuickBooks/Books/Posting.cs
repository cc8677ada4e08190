using System.Text.Json.Nodes;

namespace MlConnector.Sandbox.QuickBooks.Books;

/// <summary>What one transaction does to the rest of the books. Reversing it undoes exactly that.</summary>
/// <param name="Payable">By vendor: what we owe more.</param>
/// <param name="Accounts">By account: change of its balance in home currency, debit positive.</param>
/// <param name="Settles">Documents whose open amount this one uses up.</param>
internal sealed record Posting(
    IReadOnlyList<(string VendorId, decimal Amount)> Payable,
    IReadOnlyList<(string AccountId, decimal Amount)> Accounts,
    IReadOnlyList<(string Type, string Id, decimal Amount)> Settles)
{
    public static readonly Posting None = new([], [], []);

    public bool IsSame(Posting other) =>
        Payable.SequenceEqual(other.Payable) && Accounts.SequenceEqual(other.Accounts) && Settles.SequenceEqual(other.Settles);

    public static Posting Of(EntityType type, JsonObject txn, Func<string, string?> accountOfItem, Func<string, bool> isPayable)
    {
        if (type == EntityType.Bill)
            return Document(txn, accountOfItem, 1);
        if (type == EntityType.VendorCredit)
            return Document(txn, accountOfItem, -1);
        if (type == EntityType.BillPayment)
            return Payment(txn);
        return type == EntityType.JournalEntry ? Journal(txn, isPayable) : None;
    }

    private static Posting Document(JsonObject txn, Func<string, string?> accountOfItem, int sign)
    {
        var rate = Rate(txn);
        var total = BookEntry.Amount(txn, "TotalAmt");
        var accounts = new List<(string, decimal)> { (Ref(txn, "APAccountRef")!, -sign * Home(total, rate)) };
        foreach (var line in Lines(txn))
        {
            var account = Ref(line["AccountBasedExpenseLineDetail"], "AccountRef")
                ?? (Ref(line["ItemBasedExpenseLineDetail"], "ItemRef") is { } item ? accountOfItem(item) : null);
            if (account is not null)
                accounts.Add((account, sign * Home(BookEntry.Amount(line, "Amount"), rate)));
        }

        return new([(Ref(txn, "VendorRef")!, sign * total)], accounts, []);
    }

    private static Posting Payment(JsonObject txn)
    {
        var rate = Rate(txn);
        var total = BookEntry.Amount(txn, "TotalAmt");
        var funding = Ref(txn["CheckPayment"], "BankAccountRef") ?? Ref(txn["CreditCardPayment"], "CCAccountRef");
        var accounts = new List<(string, decimal)>();
        if (Ref(txn, "APAccountRef") is { } payable)
            accounts.Add((payable, Home(total, rate)));
        if (funding is not null)
            accounts.Add((funding, -Home(total, rate)));

        var settles = new List<(string, string, decimal)>();
        foreach (var line in Lines(txn))
        {
            foreach (var link in line["LinkedTxn"] as JsonArray ?? [])
                settles.Add((BookEntry.Text(link, "TxnType") ?? "", BookEntry.Text(link, "TxnId") ?? "", BookEntry.Amount(line, "Amount")));
        }

        return new([(Ref(txn, "VendorRef")!, -total)], accounts, settles);
    }

    private static Posting Journal(JsonObject txn, Func<string, bool> isPayable)
    {
        var rate = Rate(txn);
        var payable = new List<(string, decimal)>();
        var accounts = new List<(string, decimal)>();
        foreach (var line in Lines(txn))
        {
            var detail = line["JournalEntryLineDetail"];
            if (Ref(detail, "AccountRef") is not { } account)
                continue;
            var debit = BookEntry.Amount(line, "Amount") * (BookEntry.Text(detail, "PostingType") == "Credit" ? -1 : 1);
            accounts.Add((account, Home(debit, rate)));
            if (isPayable(account) && BookEntry.Text(detail?["Entity"], "Type") == "Vendor" && Ref(detail?["Entity"], "EntityRef") is { } vendor)
                payable.Add((vendor, -debit));
        }

        return new(payable, accounts, []);
    }

    public static IEnumerable<JsonNode> Lines(JsonObject txn) => (txn["Line"] as JsonArray ?? []).OfType<JsonObject>();

    public static string? Ref(JsonNode? node, string name) => BookEntry.Text(node?[name], "value");

    public static decimal Rate(JsonObject txn) => BookEntry.Amount(txn, "ExchangeRate") is var rate and > 0 ? rate : 1m;

    private static decimal Home(decimal amount, decimal rate) => decimal.Round(amount * rate, 2);
}
