using System.Collections.Frozen;

namespace MlConnector.Domain.Staging;

/// <summary>Our names of what a record holds. Profiles are written in them.</summary>
public static class Field
{
    public const string Active = "active";
    public const string Amount = "amount";
    public const string BalanceDue = "balanceDue";
    public const string Billable = "billable";
    public const string City = "city";
    public const string Class = "class";
    public const string Country = "country";
    public const string Currency = "currency";
    public const string Customer = "customer";
    public const string Department = "department";
    public const string Description = "description";
    public const string DueDate = "dueDate";
    public const string Email = "email";
    public const string ExchangeRate = "exchangeRate";
    public const string FundingAccount = "fundingAccount";
    public const string GlAccount = "glAccount";
    public const string InvoiceAmount = "invoiceAmount";
    public const string InvoiceDate = "invoiceDate";
    public const string InvoiceType = "invoiceType";
    public const string Item = "item";
    public const string JournalNumber = "journalNumber";
    public const string LegalName = "legalName";
    public const string LineNumber = "lineNumber";
    public const string Memo = "memo";
    public const string Name = "name";
    public const string PaymentAmount = "paymentAmount";
    public const string PaymentDate = "paymentDate";
    public const string PaymentMethod = "paymentMethod";
    public const string PaymentReference = "paymentReference";
    public const string PaymentTerms = "paymentTerms";
    public const string Phone = "phone";
    public const string PostingDate = "postingDate";
    public const string PostingType = "postingType";
    public const string Quantity = "quantity";
    public const string SourceSyncToken = "sourceSyncToken";
    public const string SourceSystem = "sourceSystem";
    public const string SourceUpdatedOn = "sourceUpdatedOn";
    public const string State = "state";
    public const string StateProvince = "stateProvince";
    public const string Street = "street";
    public const string Subtotal = "subtotal";
    public const string SupplierCode = "supplierCode";
    public const string SupplierInvoiceNumber = "supplierInvoiceNumber";
    public const string TaxAmount = "taxAmount";
    public const string TaxCode = "taxCode";
    public const string TaxId = "taxId";
    public const string UnitPrice = "unitPrice";
    public const string Zip = "zip";

    /// <summary>References to the records of other entities.</summary>
    public const string Invoice = "invoice";
    public const string Supplier = "supplier";

    private static readonly FrozenDictionary<RecordKind, FrozenSet<string>> Plain = new Dictionary<RecordKind, FrozenSet<string>>
    {
        [RecordKind.Supplier] = Set(Name, LegalName, Email, Phone, TaxId, SupplierCode, Currency, Street, City, StateProvince, Zip, Country,
            Active, SourceSystem, SourceSyncToken, SourceUpdatedOn),
        [RecordKind.Invoice] = Set(SupplierInvoiceNumber, InvoiceType, InvoiceDate, DueDate, Currency, ExchangeRate, InvoiceAmount, BalanceDue,
            Subtotal, TaxAmount, State, PaymentTerms, Department, GlAccount, Memo, SourceSystem, SourceSyncToken, SourceUpdatedOn),
        [RecordKind.InvoiceLine] = Set(LineNumber, Description, Amount, Quantity, UnitPrice, GlAccount, Item, Class, Department, Customer,
            TaxCode, Billable, SourceSystem),
        [RecordKind.Payment] = Set(PaymentDate, PaymentAmount, Currency, ExchangeRate, PaymentMethod, PaymentReference, FundingAccount, State,
            Memo, SourceSystem, SourceSyncToken, SourceUpdatedOn),
        [RecordKind.LedgerLine] = Set(JournalNumber, LineNumber, PostingDate, PostingType, Amount, Currency, ExchangeRate, GlAccount, Class,
            Department, Description, State, Memo, SourceSystem, SourceSyncToken, SourceUpdatedOn),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<RecordKind, FrozenSet<string>> References = new Dictionary<RecordKind, FrozenSet<string>>
    {
        [RecordKind.Supplier] = Set(),
        [RecordKind.Invoice] = Set(Supplier),
        [RecordKind.InvoiceLine] = Set(),
        [RecordKind.Payment] = Set(Invoice, Supplier),
        [RecordKind.LedgerLine] = Set(Supplier),
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> Numbers =
        Set(Amount, BalanceDue, ExchangeRate, InvoiceAmount, LineNumber, PaymentAmount, Quantity, Subtotal, TaxAmount, UnitPrice);

    private static readonly FrozenSet<string> Booleans = Set(Active, Billable);

    public static bool IsNumber(string field) => Numbers.Contains(field);

    public static bool IsBoolean(string field) => Booleans.Contains(field);

    /// <summary>The plain fields that a record of this kind can have.</summary>
    public static IReadOnlySet<string> Of(RecordKind kind) => Plain[kind];

    /// <summary>Its fields that refer to another entity's record.</summary>
    public static IReadOnlySet<string> ReferencesOf(RecordKind kind) => References[kind];

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);
}
