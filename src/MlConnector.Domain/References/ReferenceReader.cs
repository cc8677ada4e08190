using System.Text.Json;
using MlConnector.Domain.Staging;

namespace MlConnector.Domain.References;

/// <summary>Reads an entry of a list as QuickBooks reports it.</summary>
public static class ReferenceReader
{
    /// <summary>None for what tells nothing, as the stub of a deleted entry: documents go on referring to what it was.</summary>
    public static (ReferenceId Id, Reference Reference)? Read(ReferenceType type, JsonElement entry)
    {
        try
        {
            return Named(type, entry);
        }
        catch (InvalidOperationException)
        {
            // a name that was cut in the middle of an emoji is no Unicode
            return null;
        }
    }

    private static (ReferenceId Id, Reference Reference)? Named(ReferenceType type, JsonElement entry)
    {
        if (type == ReferenceType.Preferences)
        {
            return entry.Get("CurrencyPrefs"u8)?.ReferenceId("HomeCurrency"u8) is { Length: > 0 } currency
                ? (ReferenceId.HomeCurrency, new Reference(currency))
                : null;
        }
        if (entry.Text("Id"u8) is not { } id || (entry.Text("FullyQualifiedName"u8) ?? entry.Text("Name"u8)) is not { Length: > 0 } name) return null;
        return (new ReferenceId(type, id), new Reference(ListName.Of(name, !entry.IsFalse("Active"u8)), type == ReferenceType.Item ? Account(entry) : null));
    }

    // what is held in stock is an asset until it is sold
    private static string? Account(JsonElement item)
    {
        var (expense, asset) = (item.ReferenceId("ExpenseAccountRef"u8), item.ReferenceId("AssetAccountRef"u8));
        return item.Text("Type"u8) == "Inventory" ? asset ?? expense : expense ?? asset;
    }
}
