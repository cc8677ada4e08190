using System.Text.Json;

namespace MlConnector.Domain.Staging;

/// <summary>Whom a journal entry names: each of its lines may be of another vendor.</summary>
public static class JournalVendors
{
    public static bool Name(JsonElement entry, string vendor) =>
        entry.Get("Line"u8) is { ValueKind: JsonValueKind.Array } lines
        && lines.EnumerateArray().Any(line => line.Get("JournalEntryLineDetail"u8) is { } detail && JournalLine.VendorOf(detail) == vendor);
}
