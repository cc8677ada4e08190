using MlConnector.Domain;
using MlConnector.Domain.Staging;

namespace MlConnector.ServiceNow.Tests.Matrix;

/// <summary>One call that writes: what stood there before, what is ordered, and the call that it takes.</summary>
/// <param name="Column">A column that the call sets, by its field.</param>
internal sealed record MatrixWrite(RecordKind Kind, string Method, string Path, string Column, StagingDocument? Before, StagingDocument Order)
{
    private static readonly (string, decimal, string)[] TwoLines = [("1", 80m, "Pump"), ("2", 20m, "Hose")];

    public static readonly IReadOnlyDictionary<string, MatrixWrite> All = new Dictionary<string, MatrixWrite>
    {
        ["supplier insert"] = New(RecordKind.Supplier, "POST", Field.Name, Of(Records.Vendor())),
        ["supplier patch"] = Change(RecordKind.Supplier, Field.Name, Of(Records.Vendor()), Of(Records.Vendor(change: v => v["DisplayName"] = "Norton Inc."))),
        ["supplier mark"] = Change(RecordKind.Supplier, Field.Active, Of(Records.Vendor()), Records.Removed(EntityType.Vendor, "46")),
        ["invoice insert"] = New(RecordKind.Invoice, "POST", Field.BalanceDue, Of(Records.Bill(TwoLines))),
        ["invoice patch"] = Change(RecordKind.Invoice, Field.Memo, Of(Records.Bill(TwoLines)), Of(Records.Bill(b => b["PrivateNote"] = "checked", TwoLines))),
        ["invoice mark"] = Change(RecordKind.Invoice, Field.State, Of(Records.Bill(TwoLines)), Of(Records.RemovedBill())),
        ["credit insert"] = New(RecordKind.Invoice, "POST", Field.BalanceDue, Of(Records.Credit(TwoLines))),
        ["line insert"] = New(RecordKind.InvoiceLine, "POST", Field.Description, Of(Records.Bill(("1", 80m, "Pump")))),
        ["line patch"] = Change(RecordKind.InvoiceLine, Field.Description, Of(Records.Bill(TwoLines)), Of(Records.Bill(("1", 80m, "Pump"), ("2", 20m, "Hose, long")))),
        ["line delete"] = Call(RecordKind.InvoiceLine, "DELETE", Field.Description, Of(Records.Bill(TwoLines)), Of(Records.Bill(("1", 80m, "Pump")))),
        ["lines batch"] = Batch(RecordKind.InvoiceLine, Field.Description, null, Of(Records.Bill(TwoLines))),
        ["changed lines batch"] = Batch(RecordKind.InvoiceLine, Field.Description, Of(Records.Bill(TwoLines)), Of(Records.Bill(("2", 21m, "Hose, long"), ("3", 5m, "Clip")))),
        ["payment insert"] = New(RecordKind.Payment, "POST", Field.PaymentAmount, Records.Payment(("25", 80m))),
        ["payment patch"] = Change(RecordKind.Payment, Field.PaymentAmount, Records.Payment(("25", 80m)), Records.Payment(("25", 60m))),
        ["payments batch"] = Batch(RecordKind.Payment, Field.PaymentAmount, null, Records.Payment(("25", 80m), ("26", 20m))),
        ["payment mark"] = Change(RecordKind.Payment, Field.State, Records.Payment(("25", 80m)), Records.VoidedPayment()),
        ["journal insert"] = Batch(RecordKind.LedgerLine, Field.Amount, null, Records.Journal(25m)),
        ["journal patch"] = Batch(RecordKind.LedgerLine, Field.Amount, Records.Journal(25m), Records.Journal(30m)),
        ["journal line patch"] = Change(RecordKind.LedgerLine, Field.Description, Records.Journal(25m), Records.Journal(25m, e => e["Line"]![0]!["Description"] = "Cleaning")),
        ["journal mark"] = Batch(RecordKind.LedgerLine, Field.State, Records.Journal(25m), Records.Removed(EntityType.JournalEntry, "227")),
    };

    private static StagingDocument Of(StagingRecord record) => new(record);

    private static MatrixWrite New(RecordKind kind, string method, string column, StagingDocument order) => Call(kind, method, column, null, order);

    private static MatrixWrite Change(RecordKind kind, string column, StagingDocument before, StagingDocument order) => Call(kind, "PATCH", column, before, order);

    private static MatrixWrite Call(RecordKind kind, string method, string column, StagingDocument? before, StagingDocument order) =>
        new(kind, method, method == "POST" ? "*/table/{0}" : "*/table/{0}/*", column, before, order);

    private static MatrixWrite Batch(RecordKind kind, string column, StagingDocument? before, StagingDocument order) => new(kind, "POST", "*/batch", column, before, order);
}
