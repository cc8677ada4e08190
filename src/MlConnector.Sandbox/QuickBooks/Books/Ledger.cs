using System.Globalization;
using System.Text.Json.Nodes;

namespace MlConnector.Sandbox.QuickBooks.Books;

/// <summary>Keeps a company's books consistent: whatever is created, changed or removed moves the balances that hang on it.</summary>
internal sealed class Ledger
{
    private readonly Dictionary<EntityType, EntityTable> _tables = EntityType.All.ToDictionary(t => t, t => new EntityTable(t));
    private readonly Dictionary<EntityType, long> _lastListId = [];
    private long _lastTransactionId;

    public Action<EntityType, string, string, DateTimeOffset> Changed { get; set; } = (_, _, _, _) => { };

    public EntityTable this[EntityType type] => _tables[type];

    public BookEntry Create(EntityType type, JsonObject content, DateTimeOffset now)
    {
        var id = NextId(type);
        Documents.Complete(type, content, this, now);
        var posting = PostingOf(type, content);
        CheckSettles(posting);
        if (type == EntityType.Bill || type == EntityType.VendorCredit)
            content["Balance"] = BookEntry.Amount(content, "TotalAmt");
        var entry = BookEntry.Create(type, id, content, now);
        _tables[type].Add(entry);
        Changed(type, id, "Create", now);
        Apply(entry, posting, 1, now);
        return entry;
    }

    public BookEntry Update(BookEntry entry, JsonObject content, DateTimeOffset now, string operation = "Update")
    {
        var before = PostingOf(entry.Type, entry.Read());
        var settled = entry.Total - entry.Balance;
        Documents.Complete(entry.Type, content, this, now);
        if (content.ContainsKey("Balance") && entry.Type.Shape == EntityShape.Transaction)
        {
            var open = BookEntry.Amount(content, "TotalAmt") - settled;
            if (open < 0)
                throw BookFault.Business("The amount of the transaction cannot be less than what has been paid on it.");
            content["Balance"] = open;
        }
        else if (content.ContainsKey("Balance"))
        {
            content["Balance"] = entry.Balance;
        }

        var after = PostingOf(entry.Type, content);
        if (after.IsSame(before))
        {
            entry.Revise(content, now);
            Changed(entry.Type, entry.Id, operation, now);
            return entry;
        }

        Apply(entry, before, -1, now);
        try
        {
            CheckSettles(after);
        }
        catch (BookFault)
        {
            Apply(entry, before, 1, now);
            throw;
        }

        entry.Revise(content, now);
        Changed(entry.Type, entry.Id, operation, now);
        Apply(entry, after, 1, now);
        return entry;
    }

    public void Delete(BookEntry entry, DateTimeOffset now)
    {
        if (entry.Links.Count > 0)
            throw BookFault.Business("This transaction is linked to others: remove the links before it is deleted.");
        Apply(entry, PostingOf(entry.Type, entry.Read()), -1, now);
        _tables[entry.Type].Remove(entry, now);
        Changed(entry.Type, entry.Id, "Delete", now);
    }

    public BookEntry Void(BookEntry entry, DateTimeOffset now)
    {
        if (entry.Links.Count > 0)
            throw BookFault.Business("This transaction is linked to others: remove the links before it is voided.");
        var content = entry.Read();
        content["PrivateNote"] = BookEntry.Text(content, "PrivateNote") is { Length: > 0 } note ? $"Voided - {note}" : "Voided";
        if (entry.Type == EntityType.BillPayment)
            content["Line"] = new JsonArray();
        else
            Documents.ClearAmounts(content);
        content["TotalAmt"] = 0m;
        content.Remove("TxnTaxDetail");
        return Update(entry, content, now, "Void");
    }

    public BookEntry? VendorNamed(string name) =>
        this[EntityType.Vendor].Entries.FirstOrDefault(v => v.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public string? AccountOfItem(string itemId) =>
        this[EntityType.Item].Find(itemId) is { } item ? Posting.Ref(item.Read(), "ExpenseAccountRef") : null;

    public bool IsPayable(string accountId) =>
        this[EntityType.Account].Find(accountId) is { } account && BookEntry.Text(account.Read(), "AccountType") == "Accounts Payable";

    private Posting PostingOf(EntityType type, JsonObject content) => Posting.Of(type, content, AccountOfItem, IsPayable);

    private void CheckSettles(Posting posting)
    {
        foreach (var group in posting.Settles.GroupBy(s => (s.Type, s.Id)))
        {
            var target = EntityType.Find(group.Key.Type) is { } type ? this[type].Find(group.Key.Id) : null;
            if (target is null)
                throw BookFault.Reference("LinkedTxn");
            if (target.Type != EntityType.JournalEntry && group.Sum(s => s.Amount) > target.Balance)
                throw BookFault.Business("The amount applied is more than the open amount of the linked transaction.");
        }
    }

    private void Apply(BookEntry source, Posting posting, int sign, DateTimeOffset now)
    {
        foreach (var (vendorId, amount) in posting.Payable)
            this[EntityType.Vendor].Find(vendorId)?.MoveBalance(sign * amount, now);
        foreach (var (accountId, amount) in posting.Accounts)
            this[EntityType.Account].Find(accountId)?.MoveBalance(sign * amount, now);
        foreach (var (typeName, id, amount) in posting.Settles)
        {
            if (EntityType.Find(typeName) is not { } type || this[type].Find(id) is not { } target)
                continue;

            // A payment by credit card is called a cheque here too: so it is in real answers.
            var link = (source.Id, "BillPaymentCheck");
            if (sign > 0)
                target.Links.Add(link);
            else
                target.Links.Remove(link);
            target.MoveBalance(type == EntityType.JournalEntry ? 0 : -sign * amount, now);
            Changed(type, id, "Update", now);
        }
    }

    /// <summary>Transactions share one sequence; of master data each type has its own, so ids of two types may be equal.</summary>
    private string NextId(EntityType type)
    {
        var next = type.Shape switch
        {
            EntityShape.Transaction => ++_lastTransactionId,
            EntityShape.List => _lastListId[type] = _lastListId.GetValueOrDefault(type) + 1,
            _ => 1,
        };
        return next.ToString(CultureInfo.InvariantCulture);
    }
}
