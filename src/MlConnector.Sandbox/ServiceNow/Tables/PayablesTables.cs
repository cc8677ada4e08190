namespace MlConnector.Sandbox.ServiceNow.Tables;

/// <summary>The tables that users of accounts payable name: suppliers, invoices, lines, payments, ledger.</summary>
internal static class PayablesTables
{
    public static void Install(ServiceNowInstance instance)
    {
        instance.Install("sn_fin_supplier", "Supplier", "name",
        [
            Key(), Text("name", 255), Text("legal_name", 255), Text("email", 100), Text("phone", 40), Text("tax_id", 40), Text("supplier_code", 100),
            Text("currency", 40), Text("street", 255), Text("city", 100), Text("state_province", 100), Text("zip", 40), Text("country", 100),
            new("active", ColumnType.Boolean), .. Source(),
        ]);
        instance.Install("sn_apo_invoice", "Invoice", "supplier_invoice_number",
        [
            Key(), Reference("supplier", "sn_fin_supplier"), Text("supplier_invoice_number", 100), Choice("invoice_type", "invoice", "credit_memo"),
            Date("invoice_date"), Date("due_date"), Text("currency", 40), Money("exchange_rate"), Money("invoice_amount"), Money("balance_due"),
            Money("subtotal"), Money("tax_amount"), Choice("state", "staged", "paid", "cancelled"), Text("payment_terms", 100), Text("department", 100),
            Text("gl_account", 255), Text("memo", 4000), .. Source(), Text("approval_state", 40), Text("owner", 100),
        ]);
        instance.Install("sn_apo_invoice_line", "Invoice line", "line_number",
        [
            Key(), Reference("invoice", "sn_apo_invoice"), new("line_number", ColumnType.Integer), Text("description", 4000), Money("amount"),
            Money("quantity"), Money("unit_price"), Text("gl_account", 255), Text("item", 255), Text("class", 255), Text("department", 100),
            Text("customer", 255), Text("tax_code", 100), new("billable", ColumnType.Boolean), Text("source_system", 40),
        ]);
        instance.Install("sn_apo_payment", "Payment", "payment_reference",
        [
            Key(), Reference("invoice", "sn_apo_invoice"), Reference("supplier", "sn_fin_supplier"), Date("payment_date"), Money("payment_amount"),
            Text("currency", 40), Money("exchange_rate"), Choice("payment_method", "cheque", "credit_card"), Text("payment_reference", 100),
            Text("funding_account", 255), Choice("state", "staged", "voided", "cancelled"), Text("memo", 4000), .. Source(),
        ]);
        instance.Install("sn_apo_gl_entry", "Ledger entry", "journal_number",
        [
            Key(), Text("journal_number", 100), new("line_number", ColumnType.Integer), Date("posting_date"), Choice("posting_type", "debit", "credit"),
            Money("amount"), Text("currency", 40), Money("exchange_rate"), Text("gl_account", 255), Reference("supplier", "sn_fin_supplier"),
            Text("class", 255), Text("department", 100), Text("description", 4000), Choice("state", "staged", "cancelled"), Text("memo", 4000), .. Source(),
        ]);
    }

    private static Column Key() => new("correlation_id") { Label = "Correlation ID", MaxLength = 100 };

    private static Column Text(string name, int length) => new(name) { MaxLength = length };

    private static Column Money(string name) => new(name, ColumnType.Decimal);

    private static Column Date(string name) => new(name, ColumnType.Date);

    private static Column Reference(string name, string table) => new(name, ColumnType.Reference) { Reference = table, MaxLength = 32 };

    private static Column Choice(string name, params string[] choices) => new(name, ColumnType.Choice) { Choices = choices };

    private static Column[] Source() =>
        [Text("source_system", 40), Text("source_sync_token", 40), new("source_updated_on", ColumnType.Instant)];
}
