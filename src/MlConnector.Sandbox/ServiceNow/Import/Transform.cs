using MlConnector.Sandbox.ServiceNow.Tables;

namespace MlConnector.Sandbox.ServiceNow.Import;

internal enum ImportStatus { Inserted, Updated, Ignored, Error }

/// <summary>What one map made of one staging row.</summary>
internal sealed record ImportOutcome(string Map, string Target, ImportStatus Status, Row? Row, string? Message);

/// <summary>Runs a staging row through its maps. Called with the instance's lock held.</summary>
internal sealed class Transform(ServiceNowInstance instance)
{
    public List<ImportOutcome> Run(Row staged)
    {
        var maps = instance.Find(TransformMaps.Maps)!.Rows.Where(m => m["source_table"] == staged.Table.Name && m["active"] == "true").ToList();
        return maps.ConvertAll(m => Run(staged, m));
    }

    private ImportOutcome Run(Row staged, Row map)
    {
        var name = map["name"];
        if (instance.Find(map["target_table"]) is not { } target)
            return new(name, map["target_table"], ImportStatus.Error, null, $"Invalid table {map["target_table"]}");
        if (map["enforce_mandatory_fields"] == "true" && Missing(staged) is { Count: > 0 } missing)
            return new(name, target.Name, ImportStatus.Error, null, $"Mandatory fields are missing: {string.Join(", ", missing)}");

        var entriesTable = instance.Find(TransformMaps.Entries)!;
        var entries = entriesTable.Lookup(entriesTable.Find("map")!.Value, map.SysId);
        var values = new List<KeyValuePair<string, string>>();
        var keys = new List<KeyValuePair<string, string>>();
        foreach (var entry in entries)
        {
            var field = entry["target_field"];
            var text = staged[entry["source_field"]];
            if (text.Length == 0 && map["copy_empty_fields"] != "true" && entry["choice_action"] != "reject" && entry["coalesce"] != "true")
                continue;
            if (Resolve(target, field, entry, text == "NULL" ? "" : text, out var value) is { } refusal)
                return new(name, target.Name, ImportStatus.Error, null, refusal);
            values.Add(new(field, value));
            if (entry["coalesce"] == "true")
                keys.Add(new(field, value));
        }

        return Write(name, target, values, keys);
    }

    private ImportOutcome Write(string map, Table target, List<KeyValuePair<string, string>> values, List<KeyValuePair<string, string>> keys)
    {
        var existing = keys.Count > 0 && keys.TrueForAll(k => k.Value.Length > 0) ? Match(target, keys) : null;
        if (target.Name == "sn_shop_invoice_payment_detail" && Unpayable(values) is { } reason)
            return new(map, target.Name, ImportStatus.Error, null, reason);
        if (existing is null)
        {
            var row = instance.InsertRow(target, values, instance.Settings.UserName);
            Settle(row);
            return new(map, target.Name, ImportStatus.Inserted, row, null);
        }

        var changed = instance.UpdateRow(existing, values, instance.Settings.UserName);
        return changed
            ? new(map, target.Name, ImportStatus.Updated, existing, null)
            : new(map, target.Name, ImportStatus.Ignored, existing, "Row transform ignored: no changes");
    }

    /// <summary>Coalescing pays no regard to case, and of several matches takes the first.</summary>
    private static Row? Match(Table target, List<KeyValuePair<string, string>> keys)
    {
        var indexed = keys.FirstOrDefault(k => target.Find(k.Key) is { } at && target.IsIndexed(at));
        var candidates = indexed.Key is null ? target.Rows : target.Lookup(target.Find(indexed.Key)!.Value, indexed.Value);
        return candidates.FirstOrDefault(r => keys.TrueForAll(k => r[k.Key].Equals(k.Value, StringComparison.OrdinalIgnoreCase)));
    }

    private string? Resolve(Table target, string field, Row entry, string text, out string value)
    {
        value = text;
        var key = entry["reference_value_field"];
        if (key.Length == 0 || target.Find(field) is not { } at || target.Columns[at].Reference is not { } reference || instance.Find(reference) is not { } table)
            return null;
        var found = Match(table, [new(key, text)]);
        value = found?.SysId ?? "";
        return found is null && entry["choice_action"] == "reject" ? $"No {table.Label.ToLowerInvariant()} has {key} '{text}'" : null;
    }

    private string? Unpayable(List<KeyValuePair<string, string>> values)
    {
        if (!instance.Settings.PaymentsNeedPendingInvoices)
            return null;
        var invoice = instance.Find("sn_shop_invoice")?.BySysId(values.Find(v => v.Key == "invoice").Value ?? "");
        return invoice is not null && invoice["state"] is not ("pending_payment" or "paid")
            ? $"Invoice {invoice["number"]} is in state {invoice["state"]}: payment details are taken in Pending payment"
            : null;
    }

    /// <summary>An invoice that its payments cover is paid.</summary>
    private void Settle(Row row)
    {
        if (row.Table.Name != "sn_shop_invoice_payment_detail" || instance.Find("sn_shop_invoice")?.BySysId(row["invoice"]) is not { } invoice)
            return;
        var paid = Sums.Of(row.Table.Lookup(row.Table.Find("invoice")!.Value, invoice.SysId), "payment_amount");
        if (paid >= Sums.Of([invoice], "invoice_amount"))
            instance.UpdateRow(invoice, [new("state", "paid"), new("payment_date", row["payment_date"])], "system");
    }

    private static List<string> Missing(Row staged) =>
        [.. staged.Table.Columns.Where((c, i) => c.Mandatory && staged.Value(i).Length == 0).Select(c => c.Label)];
}
