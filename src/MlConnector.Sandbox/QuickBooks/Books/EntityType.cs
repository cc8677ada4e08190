using System.Collections.Frozen;

namespace MlConnector.Sandbox.QuickBooks.Books;

internal enum EntityShape
{
    /// <summary>Master data: deleted by making it inactive, queries leave inactive ones out.</summary>
    List,
    Transaction,

    /// <summary>The company has exactly one.</summary>
    Single,
}

/// <summary>What the Accounting API knows of one type of object.</summary>
internal sealed class EntityType
{
    private static readonly string[] Common = ["Id", "MetaData.CreateTime", "MetaData.LastUpdatedTime"];
    private static readonly string[] OfLists = ["Active", "Name", "FullyQualifiedName"];
    private static readonly string[] OfTransactions = ["TxnDate", "DocNumber", "VendorRef", "APAccountRef", "TotalAmt"];

    private readonly FrozenDictionary<string, string> _filterable;

    private EntityType(string name, EntityShape shape, params string[] filterable)
    {
        Name = name;
        Shape = shape;
        _filterable = Common.Concat(filterable).ToFrozenDictionary(p => p, p => p, StringComparer.OrdinalIgnoreCase);
    }

    public string Name { get; }
    public EntityShape Shape { get; }

    public static readonly EntityType Vendor =
        new("Vendor", EntityShape.List, "Active", "DisplayName", "CompanyName", "GivenName", "FamilyName", "PrintOnCheckName", "Balance");

    public static readonly EntityType Account =
        new("Account", EntityShape.List, [.. OfLists, "AccountType", "AccountSubType", "Classification", "CurrentBalance"]);

    public static readonly EntityType Department = new("Department", EntityShape.List, OfLists);
    public static readonly EntityType Class = new("Class", EntityShape.List, OfLists);
    public static readonly EntityType Item = new("Item", EntityShape.List, [.. OfLists, "Type", "Sku"]);
    public static readonly EntityType Term = new("Term", EntityShape.List, "Active", "Name");
    public static readonly EntityType Customer = new("Customer", EntityShape.List, "Active", "DisplayName", "FullyQualifiedName");
    public static readonly EntityType Bill = new("Bill", EntityShape.Transaction, [.. OfTransactions, "DueDate", "Balance", "SalesTermRef"]);
    public static readonly EntityType VendorCredit = new("VendorCredit", EntityShape.Transaction, [.. OfTransactions, "Balance"]);
    public static readonly EntityType BillPayment = new("BillPayment", EntityShape.Transaction, OfTransactions);
    public static readonly EntityType JournalEntry = new("JournalEntry", EntityShape.Transaction, "TxnDate", "DocNumber", "TotalAmt");
    public static readonly EntityType CompanyInfo = new("CompanyInfo", EntityShape.Single, "CompanyName");
    public static readonly EntityType Preferences = new("Preferences", EntityShape.Single);

    public static readonly IReadOnlyList<EntityType> All =
        [Vendor, Bill, VendorCredit, BillPayment, JournalEntry, Account, Department, Class, Item, Term, Customer, CompanyInfo, Preferences];

    private static readonly FrozenDictionary<string, EntityType> ByName = All.ToFrozenDictionary(t => t.Name, StringComparer.OrdinalIgnoreCase);

    public static EntityType? Find(string name) => ByName.GetValueOrDefault(name);

    public static EntityType Get(string name) => Find(name) ?? throw new ArgumentException($"'{name}' is not an entity of the sandbox.");

    /// <summary>The property as it is spelt, when statements may filter and order by it.</summary>
    public string? Filterable(string property) => _filterable.GetValueOrDefault(property);

    public override string ToString() => Name;
}
