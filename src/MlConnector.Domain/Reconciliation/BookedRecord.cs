using MlConnector.Domain.Staging;

namespace MlConnector.Domain.Reconciliation;

/// <summary>One record of a company's payables as one side has it, by what must be equal on both. What a side does not keep is none.</summary>
/// <param name="Key">The external key.</param>
/// <param name="Amount">Of a ledger line: debits positive, credits negative.</param>
/// <param name="Supplier">The external key of the supplier that it names.</param>
/// <param name="Document">The external key of the invoice that it belongs to or pays.</param>
public sealed record BookedRecord(
    RecordKind Kind,
    string Key,
    string? State = null,
    string? Name = null,
    string? Currency = null,
    decimal? Amount = null,
    decimal? Balance = null,
    decimal? Tax = null,
    string? Supplier = null,
    string? Document = null)
{
    /// <summary>The fields that a side is asked for.</summary>
    public static readonly IReadOnlyList<string> Fields =
    [
        Field.State, Field.Active, Field.Name, Field.Currency, Field.InvoiceAmount, Field.Subtotal, Field.Amount, Field.PaymentAmount, Field.PostingType, Field.BalanceDue,
        Field.TaxAmount, Field.Supplier, Field.Invoice,
    ];

    /// <summary>Its amounts were taken out, since nothing else there can say that it is gone.</summary>
    public bool IsEmptied { get; init; }

    /// <summary>It counts: neither side has marked it as gone.</summary>
    public bool Stands => State is not (InvoiceState.Cancelled or PaymentState.Voided);

    /// <param name="field">The value of one of <see cref="Fields"/>; none where the side does not keep it.</param>
    public static BookedRecord Read(RecordKind kind, string key, Func<string, string?> field, string? supplier, string? document)
    {
        return kind switch
        {
            RecordKind.Supplier => new BookedRecord(kind, key, Active(), field(Field.Name)),
            RecordKind.Invoice => Invoice(Document(Field.InvoiceAmount)),
            RecordKind.InvoiceLine => new BookedRecord(kind, key, Amount: Number(Field.Amount), Document: document),
            RecordKind.Payment => Document(Field.PaymentAmount) with { Document = document },
            RecordKind.LedgerLine => Document(Field.Amount) with { Amount = field(Field.PostingType) == "credit" ? -Number(Field.Amount) : Number(Field.Amount) },
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No record that is carried."),
        };

        BookedRecord Document(string amount) => new(kind, key, field(Field.State), Currency: field(Field.Currency), Amount: Number(amount), Supplier: supplier);

        // where the instance computes the total by itself, its parts are what was written
        BookedRecord Invoice(BookedRecord read) =>
            read with { Amount = read.Amount ?? Number(Field.Subtotal) + Number(Field.TaxAmount), Balance = Number(Field.BalanceDue), Tax = Number(Field.TaxAmount) };

        string? Active() => field(Field.Active) is { } active ? active is "true" or "1" ? "active" : "inactive" : null;

        decimal? Number(string name) => field(name) switch
        {
            null => null,
            "" => 0,
            var text => Plain.NumberOf(text) ?? 0,
        };
    }
}
