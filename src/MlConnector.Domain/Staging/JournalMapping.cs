using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using MlConnector.Domain.References;

namespace MlConnector.Domain.Staging;

/// <summary>Journal entry to one record for each of its lines: all of them, so that the debits and credits in ServiceNow are equal.</summary>
internal static class JournalMapping
{
    private const string What = "journal entry";

    /// <param name="payable">The accounts of type Accounts Payable; without them every entry is taken to concern payables.</param>
    public static MapResult Map(EntityId id, JsonElement entry, DateTimeOffset updatedAt, IReadOnlySet<string>? payable, IReferences? references)
    {
        var lines = Lines(entry);
        if (payable is not null && !lines.Exists(l => l.Account is { } account && payable.Contains(account)))
            return new MapResult.Unconcerned(Unfitness.NoPayableAccount(), Without(id, entry, updatedAt, Standing.Ignored));
        // no status tells a void: its amounts are 0 and its memo begins with the word
        if (lines.TrueForAll(l => l.Amount == 0) && entry.TextOrEmpty("PrivateNote"u8).StartsWith("Voided", StringComparison.OrdinalIgnoreCase))
            return new MapResult.Mapped(Without(id, entry, updatedAt, Standing.Removed));

        var shared = Shared(entry, updatedAt, references);
        var records = ImmutableArray.CreateBuilder<StagingRecord>(lines.Count + 1);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var key = $"{Prefix(id)}{line.Id}";
            if (!keys.Add(key)) throw new UnfitException(Unfitness.LineTwice(What, line.Id));
            records.Add(Record(id, key, line, shared, references));
        }
        if (JournalTax.Of(entry, lines) is { } tax) records.Add(Record(id, $"{Prefix(id)}tax", tax, shared, references));
        return new MapResult.Mapped(new StagingDocument(records.ToImmutable(), Set(id, entry, updatedAt)));
    }

    public static StagingDocument Removed(EntityId id, DateTimeOffset updatedAt) =>
        new([], new RecordSet(RecordKind.LedgerLine, Prefix(id), Fields.Mark(LedgerState.Cancelled, updatedAt))) { Standing = Standing.Removed };

    private static StagingDocument Without(EntityId id, JsonElement entry, DateTimeOffset updatedAt, Standing standing) =>
        new([], Set(id, entry, updatedAt)) { Standing = standing };

    private static RecordSet Set(EntityId id, JsonElement entry, DateTimeOffset updatedAt) => new(
        RecordKind.LedgerLine, Prefix(id), Fields.Mark(LedgerState.Cancelled, updatedAt).Add(Field.SourceSyncToken, entry.TextOrEmpty("SyncToken"u8)));

    private static string Prefix(EntityId id) => $"{id.ExternalKey}-L";

    private static List<JournalLine> Lines(JsonElement entry)
    {
        var lines = new List<JournalLine>();
        if (entry.Get("Line"u8) is not { ValueKind: JsonValueKind.Array } array) return lines;
        var position = 0;
        foreach (var line in array.EnumerateArray())
        {
            position++;
            // a line without a posting is a remark
            if (line.Get("JournalEntryLineDetail"u8) is not { } detail) continue;
            lines.Add(JournalLine.Read(line, detail, position));
        }
        return lines;
    }

    private static ImmutableSortedDictionary<string, string> Shared(JsonElement entry, DateTimeOffset updatedAt, IReferences? references)
    {
        var fields = Fields.New();
        fields[Field.JournalNumber] = entry.TextOrEmpty("DocNumber"u8);
        fields[Field.PostingDate] = entry.TextOrEmpty("TxnDate"u8);
        fields[Field.Currency] = entry.Currency(references);
        fields[Field.ExchangeRate] = Plain.Number(entry.Number("ExchangeRate"u8));
        fields[Field.State] = LedgerState.Staged;
        fields[Field.Memo] = entry.TextOrEmpty("PrivateNote"u8);
        Fields.AddSource(fields, entry, updatedAt);
        return fields.ToImmutable();
    }

    private static StagingRecord Record(EntityId id, string key, JournalLine line, ImmutableSortedDictionary<string, string> shared, IReferences? lists)
    {
        var fields = shared.ToBuilder();
        fields[Field.LineNumber] = line.Number.ToString(CultureInfo.InvariantCulture);
        fields[Field.PostingType] = line.IsDebit ? "debit" : "credit";
        fields[Field.Amount] = Plain.Amount(line.Amount);
        fields[Field.GlAccount] = line.Detail.ReferenceName("AccountRef"u8, ReferenceType.Account, lists);
        fields[Field.Class] = line.Detail.ReferenceName("ClassRef"u8, ReferenceType.Class, lists);
        fields[Field.Department] = line.Detail.ReferenceName("DepartmentRef"u8, ReferenceType.Department, lists);
        fields[Field.Description] = line.Description;
        var references = ImmutableSortedDictionary<string, EntityId>.Empty;
        if (line.Vendor is { } vendor) references = references.Add(Field.Supplier, new EntityId(id.Realm, EntityType.Vendor, vendor));
        return new StagingRecord(RecordKind.LedgerLine, key, fields.ToImmutable(), references, []);
    }
}
