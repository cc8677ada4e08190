using MlConnector.Sandbox.ServiceNow.Import;

namespace MlConnector.Sandbox.ServiceNow.Tables;

/// <summary>The source-to-pay tables, their staging tables and the maps between them. Columns of which the documents print only a label bear names of our own.</summary>
internal static class SourceToPayTables
{
    public static void Install(ServiceNowInstance instance)
    {
        InstallTargets(instance);
        InstallStaging(instance);
        InstallMaps(instance);
    }

    private static void InstallTargets(ServiceNowInstance instance)
    {
        instance.Install("sn_fin_erp_source", "ERP source", "name", Text("name", "Name", 100));
        instance.Install("sn_fin_legal_entity", "Legal entity", "name", Text("name", "Name", 100));
        instance.Install("sn_shop_payment_term", "Payment term", "name", Text("name", "Name", 100));
        instance.Install("sn_fin_gl_account", "GL account", "name", Text("name", "Name", 255), Text("account_number", "Account number", 40));
        instance.Install("cmn_cost_center", "Cost center", "name", Text("name", "Name", 100), Text("code", "Code", 40));
        instance.Install("sn_shop_invoice", "Invoice", "number",
            Text("number", "Number", 40), Choice("state", "State", "draft", "received", "accepted", "exceptions_found", "pending_approval", "approved", "pending_payment", "paid", "rejected", "canceled") with { Default = "draft" },
            Text("type", "Type", 40), Reference("supplier", "Supplier", "sn_fin_supplier"), Text("legal_entity", "Legal entity", 100),
            Money("invoice_amount", "Invoice amount") with { IsReadOnly = true }, Money("subtotal", "Subtotal"), Money("tax_amount", "Tax amount"),
            Money("other_charges", "Other charges"), Text("currency", "Currency", 40), Date("invoice_date", "Invoice date"), Date("due_date", "Due date"), Date("payment_date", "Payment date"),
            Text("payment_terms", "Payment terms", 100), Text("external_invoice_number", "External invoice number", 40),
            Text("supplier_invoice_number", "Supplier invoice number", 100), Text("erp_source", "ERP source", 100), Text("external_invoice_source", "External invoice source", 100),
            Text("erp_number", "ERP number", 40), Text("third_party_import_id", "Third party import ID", 100)).NumberPrefix = "INV";
        instance.Install("sn_shop_invoice_line", "Invoice line", "line_description",
            Reference("invoice", "Invoice", "sn_shop_invoice"), Text("line_description", "Line description", 40), Money("line_amount", "Line amount"),
            Money("line_unit_price", "Line unit price"), Money("invoiced_quantity", "Invoiced quantity"), Text("tax_code", "Tax code", 100),
            Text("cost_center", "Cost center", 40), Text("ledger_account", "Ledger account", 40), Text("currency", "Currency", 40),
            Text("supplier_part_number", "Supplier part number", 100), Text("uom", "UOM", 100));
        instance.Install("sn_shop_invoice_tax_line", "Invoice tax line", "tax_type",
            Reference("invoice", "Invoice", "sn_shop_invoice"), Money("tax_amount", "Tax amount"), Text("tax_rate", "Tax rate", 100), Text("tax_type", "Tax type", 100));
        instance.Install("sn_shop_invoice_payment_detail", "Invoice payment detail", "payment_reference_id",
            Reference("invoice", "Invoice", "sn_shop_invoice"), Reference("supplier", "Supplier", "sn_fin_supplier"), Money("payment_amount", "Payment amount"),
            Date("payment_date", "Payment date"), Date("scheduled_payment_date", "Scheduled payment date"), Text("currency", "Currency", 40),
            Text("payment_method", "Payment method", 40), Text("payment_reference_id", "Payment reference ID", 100),
            Text("third_party_import_id", "Third party import ID", 100));
    }

    private static void InstallStaging(ServiceNowInstance instance)
    {
        Stage(instance, "sn_fcms_intg_imp_supplier", "Supplier import", Must("u_sup_code", "Supplier code", 100), Must("u_sup_name", "Supplier name", 255),
            Text("u_sup_legal_name", "Legal name", 255), Text("u_sup_email", "Email", 100), Text("u_sup_phone", "Phone", 40), Text("u_sup_tax_id", "Tax ID", 40),
            Text("u_sup_currency", "Currency", 40), Text("u_sup_street", "Street", 255), Text("u_sup_city", "City", 100), Text("u_sup_state", "State/province", 100),
            Text("u_sup_zip", "ZIP/postal code", 40), Text("u_sup_country", "Country", 100), Text("u_sup_active", "Active", 40), Text("u_sup_erp_src", "ERP source", 100));
        Stage(instance, "sn_spend_intg_imp_invoice", "Invoice import",
            Text("u_amount_invoiced", "Amount invoiced"), Text("u_business_owner", "Business owner"), Text("u_currency", "Currency"), Text("u_discounts", "Discounts", 100),
            Text("u_erp_number", "ERP number"), Must("u_inv_erp_src", "ERP source", 100), Must("u_external_invoice_number", "External invoice number"),
            Must("u_inv_ext_src", "External invoice source", 100), Text("u_inbound_source", "Inbound source"), Must("u_invoice_date", "Invoice date"),
            Text("u_invoice_line_count", "Invoice line count"), Must("u_invoice_type", "Invoice type", 100), Text("u_legal_entity", "Legal entity", 100),
            Text("u_original_invoice", "Original invoice", 100), Text("u_other_charges", "Other charges", 100), Text("u_payment_terms", "Payment terms", 100),
            Text("u_purchase_order", "Purchase order"), Text("u_remit_address", "Remit address", 100), Text("u_remit_to_city", "Remit to city", 100),
            Text("u_remit_to_country", "Remit to country", 100), Text("u_remit_to_state_or_province", "Remit to state/province", 100),
            Text("u_remit_to_zip_or_postal_code", "Remit to ZIP/postal code", 100), Text("u_shipping_amount", "Shipping amount"), Must("u_subtotal", "Subtotal"),
            Must("u_supplier", "Supplier", 100), Text("u_supplier_invoice_number", "Supplier invoice number", 100), Text("u_supplier_tax_id", "Supplier tax ID", 100),
            Text("u_inv_target_erp", "Target ERP", 100), Text("u_inv_tp_import", "Third party import ID", 100));
        Stage(instance, "sn_spend_intg_imp_invoice_line", "Invoice line import",
            Must("u_external_invoice_number", "External invoice number"), Must("u_line_ext_src", "External invoice source", 100), Must("u_line_erp_src", "ERP source", 100),
            Must("u_line_description", "Line description"), Must("u_line_quantity", "Line quantity"), Must("u_line_unit_price", "Line unit price"),
            Must("u_subtotal", "Subtotal", 100), Text("u_line_amount_invoiced", "Line amount invoiced"), Text("u_currency", "Currency"), Text("u_cost_center", "Cost center"),
            Text("u_gl_account", "GL account"), Text("u_po_line_description", "PO line description", 100), Text("u_purchase_order_line", "Purchase order line"),
            Text("u_supplier_part_number", "Supplier part number", 100), Text("u_tax_code", "Tax code", 100), Text("u_uom", "UOM", 100));
        Stage(instance, "sn_spend_intg_imp_invoice_tax_line", "Invoice tax line import",
            Text("u_external_invoice_number", "External invoice number"), Text("u_tax_amount", "Tax amount"), Text("u_supplier_tax_rate", "Supplier tax rate", 100),
            Text("u_tax_type", "Tax type", 100));
        Stage(instance, "sn_spend_intg_imp_invoice_payment_detail", "Invoice payment detail import",
            Must("u_pd_currency", "Currency"), Must("u_pd_erp_invoice", "ERP invoice number"), Must("u_pd_erp_src", "ERP Source", 100),
            Must("u_pd_erp_supplier", "ERP supplier code", 100), Must("u_pd_amount", "Payment amount"), Must("u_pd_date", "Payment date"),
            Must("u_pd_method", "Payment method"), Must("u_pd_reference", "Payment reference ID", 100), Must("u_pd_city", "Remit to city", 100),
            Must("u_pd_country", "Remit to country", 100), Must("u_pd_state", "Remit to state/province", 100), Must("u_pd_street", "Remit to street", 100),
            Must("u_pd_zip", "Remit to ZIP/postal code", 100), Must("u_pd_scheduled", "Scheduled payment date"), Text("u_pd_tp_import", "Third party import ID", 100));
    }

    private static void InstallMaps(ServiceNowInstance instance)
    {
        TransformMaps.Install(instance);
        TransformMaps.Add(instance, "Supplier import", "sn_fcms_intg_imp_supplier", "sn_fin_supplier",
            ("u_sup_code", "supplier_code*"), ("u_sup_name", "name"), ("u_sup_legal_name", "legal_name"), ("u_sup_email", "email"), ("u_sup_phone", "phone"),
            ("u_sup_tax_id", "tax_id"), ("u_sup_currency", "currency"), ("u_sup_street", "street"), ("u_sup_city", "city"), ("u_sup_state", "state_province"),
            ("u_sup_zip", "zip"), ("u_sup_country", "country"), ("u_sup_active", "active"));
        TransformMaps.Add(instance, "Invoice import", "sn_spend_intg_imp_invoice", "sn_shop_invoice",
            ("u_external_invoice_number", "external_invoice_number*"), ("u_inv_erp_src", "erp_source*"), ("u_inv_ext_src", "external_invoice_source"), ("u_invoice_type", "type"),
            ("u_supplier", "supplier=supplier_code"), ("u_legal_entity", "legal_entity"), ("u_amount_invoiced", "invoice_amount"), ("u_subtotal", "subtotal"),
            ("u_other_charges", "other_charges"), ("u_currency", "currency"), ("u_invoice_date", "invoice_date"), ("u_payment_terms", "payment_terms"),
            ("u_supplier_invoice_number", "supplier_invoice_number"), ("u_erp_number", "erp_number"), ("u_inv_tp_import", "third_party_import_id"));
        TransformMaps.Add(instance, "Invoice line import", "sn_spend_intg_imp_invoice_line", "sn_shop_invoice_line",
            ("u_external_invoice_number", "invoice!external_invoice_number"), ("u_line_description", "line_description"), ("u_line_quantity", "invoiced_quantity"),
            ("u_line_unit_price", "line_unit_price"), ("u_line_amount_invoiced", "line_amount"), ("u_currency", "currency"), ("u_cost_center", "cost_center"),
            ("u_gl_account", "ledger_account"), ("u_tax_code", "tax_code"), ("u_supplier_part_number", "supplier_part_number*"), ("u_uom", "uom"));
        TransformMaps.Add(instance, "Invoice tax line import", "sn_spend_intg_imp_invoice_tax_line", "sn_shop_invoice_tax_line",
            ("u_external_invoice_number", "invoice!external_invoice_number"), ("u_tax_amount", "tax_amount"), ("u_supplier_tax_rate", "tax_rate"), ("u_tax_type", "tax_type"));
        TransformMaps.Add(instance, "Invoice payment detail import", "sn_spend_intg_imp_invoice_payment_detail", "sn_shop_invoice_payment_detail",
            ("u_pd_tp_import", "third_party_import_id*"), ("u_pd_erp_invoice", "invoice!external_invoice_number"), ("u_pd_erp_supplier", "supplier=supplier_code"),
            ("u_pd_amount", "payment_amount"), ("u_pd_date", "payment_date"), ("u_pd_scheduled", "scheduled_payment_date"), ("u_pd_currency", "currency"),
            ("u_pd_method", "payment_method"), ("u_pd_reference", "payment_reference_id"));
    }

    private static void Stage(ServiceNowInstance instance, string name, string label, params Column[] columns) => instance.Install(name, label, null,
    [
        .. columns, new("sys_import_set") { Label = "Set" }, new("sys_import_state") { Label = "State" }, new("sys_import_state_comment") { Label = "Comment", MaxLength = 4000 },
        new("sys_target_table") { Label = "Target table", MaxLength = 80 }, new("sys_target_sys_id") { Label = "Target record", MaxLength = 32 },
    ]);

    private static Column Text(string name, string label, int length = 40) => new(name) { Label = label, MaxLength = length };

    private static Column Must(string name, string label, int length = 40) => Text(name, label, length) with { Mandatory = true };

    private static Column Money(string name, string label) => new(name, ColumnType.Decimal) { Label = label };

    private static Column Date(string name, string label) => new(name, ColumnType.Date) { Label = label };

    private static Column Reference(string name, string label, string table) => new(name, ColumnType.Reference) { Label = label, Reference = table, MaxLength = 32 };

    private static Column Choice(string name, string label, params string[] choices) => new(name, ColumnType.Choice) { Label = label, Choices = choices };
}
