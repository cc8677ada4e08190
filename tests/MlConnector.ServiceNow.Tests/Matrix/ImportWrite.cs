using MlConnector.Domain;
using MlConnector.Domain.Staging;

namespace MlConnector.ServiceNow.Tests.Matrix;

/// <summary>One import, or one batch of them: what stood there before, what is ordered, and into which staging table it goes.</summary>
/// <param name="Column">A column of the record that the import sets.</param>
internal sealed record ImportWrite(RecordKind Kind, bool Batch, string Column, StagingDocument? Before, StagingDocument Order)
{
    private static readonly (string, decimal, string)[] TwoLines = [("1", 80m, "Pump"), ("2", 20m, "Hose")];

    public static readonly IReadOnlyDictionary<string, ImportWrite> All = new Dictionary<string, ImportWrite>
    {
        ["supplier insert"] = One(RecordKind.Supplier, "name", null, Of(Records.Vendor("47"))),
        ["supplier change"] = One(RecordKind.Supplier, "name", Of(Records.Vendor("47")), Of(Records.Vendor("47", v => v["DisplayName"] = "Norton Inc."))),
        ["supplier mark"] = One(RecordKind.Supplier, "active", Of(Records.Vendor("47")), Records.Removed(EntityType.Vendor, "47")),
        ["invoice insert"] = One(RecordKind.Invoice, "subtotal", null, Of(Records.Bill(TwoLines))),
        ["invoice change"] = One(RecordKind.Invoice, "supplier_invoice_number", Of(Records.Bill(TwoLines)), Of(Records.Bill(b => b["DocNumber"] = "INV-1b", TwoLines))),
        ["credit insert"] = One(RecordKind.Invoice, "subtotal", null, Of(Records.Credit(TwoLines))),
        ["line insert"] = One(RecordKind.InvoiceLine, "line_description", null, Of(Records.Bill(("1", 80m, "Pump")))),
        ["line change"] = One(RecordKind.InvoiceLine, "line_description", Of(Records.Bill(TwoLines)), Of(Records.Bill(("1", 80m, "Pump"), ("2", 20m, "Hose, long")))),
        ["line removal"] = One(RecordKind.InvoiceLine, "line_amount", Of(Records.Bill(TwoLines)), Of(Records.Bill(("1", 80m, "Pump")))),
        ["lines batch"] = Several(RecordKind.InvoiceLine, "line_description", null, Of(Records.Bill(TwoLines))),
        ["changed lines batch"] = Several(RecordKind.InvoiceLine, "line_description", Of(Records.Bill(TwoLines)), Of(Records.Bill(("2", 21m, "Hose, long"), ("3", 5m, "Clip")))),
        ["payment insert"] = One(RecordKind.Payment, "payment_amount", null, Records.Payment(("26", 80m))),
        ["payment change"] = One(RecordKind.Payment, "payment_amount", Records.Payment(("26", 80m)), Records.Payment(("26", 60m))),
        ["payments batch"] = Several(RecordKind.Payment, "payment_amount", null, Records.Payment(("26", 80m), ("27", 20m))),
        ["payment void"] = One(RecordKind.Payment, "payment_amount", Records.Payment(("26", 80m)), Records.VoidedPayment()),
    };

    private static StagingDocument Of(StagingRecord record) => new(record);

    private static ImportWrite One(RecordKind kind, string column, StagingDocument? before, StagingDocument order) => new(kind, false, column, before, order);

    private static ImportWrite Several(RecordKind kind, string column, StagingDocument? before, StagingDocument order) => new(kind, true, column, before, order);
}
