using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using MlConnector.Domain.References;

namespace MlConnector.Domain.Staging;

/// <summary>The lines of a bill or vendor credit.</summary>
internal static class LineMapping
{
    public static ImmutableArray<StagingRecord> Map(EntityId id, string what, JsonElement bill, string department, IReferences? references, out decimal sum)
    {
        sum = 0;
        if (bill.Get("Line"u8) is not { ValueKind: JsonValueKind.Array } array) return [];
        // tracked for the whole transaction or for each line, as the company prefers
        var classOfAll = bill.ReferenceName("ClassRef"u8, ReferenceType.Class, references);
        var lines = ImmutableArray.CreateBuilder<StagingRecord>(array.GetArrayLength());
        var keys = new HashSet<string>(array.GetArrayLength(), StringComparer.Ordinal);
        foreach (var line in array.EnumerateArray())
        {
            var position = lines.Count + 1;
            var lineId = line.Text("Id"u8) is { Length: > 0 } given ? given : null;
            // QuickBooks' own ids are digits: a p in front keeps a position apart from them
            var key = $"{id.ExternalKey}-L{lineId ?? $"p{position}"}";
            if (!keys.Add(key)) throw new UnfitException(Unfitness.LineTwice(what, lineId ?? ""));
            var amount = line.Number("Amount"u8) ?? 0;
            sum += amount;
            lines.Add(Line(key, line, position, amount, department, classOfAll, references));
        }
        return lines.MoveToImmutable();
    }

    private static StagingRecord Line(
        string key, JsonElement line, int position, decimal amount, string department, string classOfAll, IReferences? references)
    {
        var detail = line.Get("AccountBasedExpenseLineDetail"u8) ?? line.Get("ItemBasedExpenseLineDetail"u8) ?? default;
        var fields = Fields.New();
        fields[Field.LineNumber] = line.Text("LineNum"u8) ?? position.ToString(CultureInfo.InvariantCulture);
        fields[Field.Description] = line.TextOrEmpty("Description"u8);
        fields[Field.Amount] = Plain.Amount(amount);
        fields[Field.Quantity] = Plain.Number(detail.Number("Qty"u8));
        fields[Field.UnitPrice] = Plain.Amount(detail.Number("UnitPrice"u8));
        fields[Field.GlAccount] = GlAccount(detail, references);
        fields[Field.Item] = detail.ReferenceName("ItemRef"u8, ReferenceType.Item, references);
        fields[Field.Class] = detail.ReferenceName("ClassRef"u8, ReferenceType.Class, references) is { Length: > 0 } own ? own : classOfAll;
        fields[Field.Department] = department;
        fields[Field.Customer] = detail.ReferenceName("CustomerRef"u8);
        fields[Field.TaxCode] = detail.ReferenceName("TaxCodeRef"u8);
        fields[Field.Billable] = Plain.Boolean(detail.Text("BillableStatus"u8) is "Billable" or "HasBeenBilled");
        fields[Field.SourceSystem] = StagingMapper.SourceSystem;
        return new StagingRecord(RecordKind.InvoiceLine, key, fields.ToImmutable(), ImmutableSortedDictionary<string, EntityId>.Empty, []);
    }

    // a line of an item bears no account: the item does
    private static string GlAccount(JsonElement detail, IReferences? references)
    {
        if (detail.Get("AccountRef"u8) is not null) return detail.ReferenceName("AccountRef"u8, ReferenceType.Account, references);
        if (detail.ReferenceId("ItemRef"u8) is not { Length: > 0 } item || references?.Find(new ReferenceId(ReferenceType.Item, item))?.Account is not { } account) return "";
        return references.NameOf(ReferenceType.Account, account);
    }
}
