using System.Globalization;
using System.Text.Json.Nodes;

namespace MlConnector.Sandbox.QuickBooks.Books;

/// <summary>Fills in what QuickBooks computes or looks up when somebody saves an object, and refuses what it would refuse.</summary>
internal static class Documents
{
    private static readonly (string Property, EntityType Type)[] HeaderReferences =
    [
        ("VendorRef", EntityType.Vendor), ("APAccountRef", EntityType.Account), ("SalesTermRef", EntityType.Term),
        ("DepartmentRef", EntityType.Department),
    ];

    private static readonly (string Property, EntityType Type)[] LineReferences =
    [
        ("AccountRef", EntityType.Account), ("ItemRef", EntityType.Item), ("ClassRef", EntityType.Class),
        ("DepartmentRef", EntityType.Department), ("CustomerRef", EntityType.Customer),
    ];

    public static void Complete(EntityType type, JsonObject content, Ledger ledger, DateTimeOffset now)
    {
        if (type == EntityType.Vendor)
            CompleteVendor(content, ledger);
        else if (type.Shape == EntityShape.Transaction)
            CompleteTransaction(type, content, ledger, now);
        else if (type.Shape == EntityShape.List && BookEntry.Text(content, "Name") is { } name)
            content["FullyQualifiedName"] ??= name;
    }

    public static decimal Total(JsonObject content)
    {
        var lines = Posting.Lines(content).Sum(l => BookEntry.Amount(l, "Amount"));
        return BookEntry.Text(content, "GlobalTaxCalculation") == "TaxInclusive" ? lines : lines + BookEntry.Amount(content["TxnTaxDetail"], "TotalTax");
    }

    public static void ClearAmounts(JsonObject content)
    {
        foreach (var line in Posting.Lines(content))
        {
            line["Amount"] = 0m;
            if (line["ItemBasedExpenseLineDetail"] is JsonObject detail)
                detail["Qty"] = 0m;
        }
    }

    /// <summary>Puts one vendor in another's place, in the header or on a journal's lines.</summary>
    public static bool Repoint(JsonObject content, string from, string to)
    {
        var references = Posting.Lines(content).Select(l => l["JournalEntryLineDetail"]?["Entity"])
            .Where(e => BookEntry.Text(e, "Type") == "Vendor").Select(e => e!["EntityRef"])
            .Append(content["VendorRef"]).OfType<JsonObject>().Where(r => BookEntry.Text(r, "value") == from).ToList();
        references.ForEach(r => r["value"] = to);
        return references.Count > 0;
    }

    private static void CompleteVendor(JsonObject content, Ledger ledger)
    {
        if (BookEntry.Text(content, "DisplayName") is not { Length: > 0 } name)
            throw BookFault.Required("DisplayName");
        if (name.AsSpan().IndexOfAny(':', '\t', '\n') >= 0)
            throw BookFault.Business("A name cannot hold a colon, a tab or a line break.");
        var id = BookEntry.Text(content, "Id");
        if (ledger.VendorNamed(name) is { } other && other.Id != id)
            throw new BookFault("6240", "Duplicate Name Exists Error",
                $"The name supplied already exists. : Id={other.Id}", "DisplayName");
        content["PrintOnCheckName"] ??= name;
        content["Active"] ??= true;
        content["Balance"] ??= 0m;
        content["Vendor1099"] ??= false;
        if (BookEntry.Text(content, "TaxIdentifier") is { Length: > 4 } tax && !tax.StartsWith('X'))
            content["TaxIdentifier"] = new string('X', tax.Length - 4) + tax[^4..];
    }

    private static void CompleteTransaction(EntityType type, JsonObject content, Ledger ledger, DateTimeOffset now)
    {
        content["TxnDate"] ??= PacificTime.Date(now);
        content["Line"] ??= new JsonArray();
        NameReferences(content, HeaderReferences, ledger);
        NumberLines(type, content, ledger);
        if (type == EntityType.JournalEntry)
        {
            CompleteJournal(content);
            return;
        }

        var vendor = ledger[EntityType.Vendor].Find(Posting.Ref(content, "VendorRef")) ?? throw BookFault.Required("VendorRef");
        content["APAccountRef"] ??= PayableAccount(ledger);
        content["CurrencyRef"] ??= vendor.Read()["CurrencyRef"]?.DeepClone()
            ?? new JsonObject { ["value"] = "USD", ["name"] = "United States Dollar" };
        if (type == EntityType.BillPayment)
        {
            content["PayType"] ??= "Check";
            return;
        }

        content["TotalAmt"] = Total(content);
        if (type == EntityType.Bill)
            content["DueDate"] ??= DueDate(content, ledger);
    }

    private static void CompleteJournal(JsonObject content)
    {
        content["Adjustment"] ??= false;
        content["TxnTaxDetail"] ??= new JsonObject();
        content["TotalAmt"] = 0m;
        decimal Sum(string side) => Posting.Lines(content)
            .Where(l => BookEntry.Text(l["JournalEntryLineDetail"], "PostingType") == side).Sum(l => BookEntry.Amount(l, "Amount"));
        if (Sum("Debit") != Sum("Credit"))
            throw BookFault.Business("The debits and credits of a journal entry must be equal.");
    }

    private static void NumberLines(EntityType type, JsonObject content, Ledger ledger)
    {
        if (type == EntityType.BillPayment)
            return;

        // The lines of a journal entry count from 0, those of all others from 1.
        var ids = Posting.Lines(content).Select(l => BookEntry.Text(l, "Id")).Where(id => id is not null)
            .Select(id => int.TryParse(id, CultureInfo.InvariantCulture, out var n) ? n : 0);
        var next = ids.DefaultIfEmpty(type == EntityType.JournalEntry ? -1 : 0).Max();
        var number = 0;
        foreach (var line in Posting.Lines(content))
        {
            line["Id"] ??= (++next).ToString(CultureInfo.InvariantCulture);
            if (type != EntityType.JournalEntry)
                line["LineNum"] = ++number;
            foreach (var detail in new[] { "AccountBasedExpenseLineDetail", "ItemBasedExpenseLineDetail", "JournalEntryLineDetail" })
            {
                if (line[detail] is not JsonObject found)
                    continue;
                line["DetailType"] ??= detail;
                NameReferences(found, LineReferences, ledger);
                if (found["Entity"]?["EntityRef"] is JsonObject entity
                    && EntityType.Find(BookEntry.Text(found["Entity"], "Type") ?? "") is { } entityType
                    && ledger[entityType].Find(BookEntry.Text(entity, "value")) is { } named)
                    entity["name"] = named.Name;
            }
        }
    }

    private static void NameReferences(JsonObject content, (string Property, EntityType Type)[] references, Ledger ledger)
    {
        foreach (var (property, type) in references)
        {
            if (content[property] is not JsonObject reference)
                continue;
            var target = ledger[type].Find(BookEntry.Text(reference, "value")) ?? throw BookFault.Reference(property);
            if (type != EntityType.Term)
                reference["name"] = target.Name;
        }
    }

    private static JsonObject PayableAccount(Ledger ledger)
    {
        var account = ledger[EntityType.Account].Entries.First(a => ledger.IsPayable(a.Id));
        return new JsonObject { ["value"] = account.Id, ["name"] = account.Name };
    }

    private static string DueDate(JsonObject content, Ledger ledger)
    {
        var date = BookEntry.Text(content, "TxnDate")!;
        var days = ledger[EntityType.Term].Find(Posting.Ref(content, "SalesTermRef")) is { } term ? (int)BookEntry.Amount(term.Read(), "DueDays") : 0;
        return DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
