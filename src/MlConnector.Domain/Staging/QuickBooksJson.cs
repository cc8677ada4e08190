using System.Globalization;
using System.Text.Json;
using MlConnector.Domain.References;

namespace MlConnector.Domain.Staging;

/// <summary>Reads QuickBooks' objects, in which whatever has no value is simply missing.</summary>
internal static class QuickBooksJson
{
    public static JsonElement? Get(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static string? Text(this JsonElement parent, ReadOnlySpan<byte> name) => parent.Get(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    public static string TextOrEmpty(this JsonElement parent, ReadOnlySpan<byte> name) => parent.Text(name) ?? "";

    /// <summary>A number, be it written as one or as text.</summary>
    public static decimal? Number(this JsonElement parent, ReadOnlySpan<byte> name)
    {
        if (parent.Get(name) is not { } value) return null;
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number)) return number;
        if (value.ValueKind == JsonValueKind.String && decimal.TryParse(value.GetString(), styles, CultureInfo.InvariantCulture, out number)) return number;
        throw new UnfitException(Unfitness.Malformed($"{System.Text.Encoding.UTF8.GetString(name)} is not a number that can be carried"));
    }

    /// <summary>The name that a reference shows, else its id.</summary>
    public static string ReferenceName(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.Get(name) is { } reference ? reference.Text("name"u8) ?? reference.TextOrEmpty("value"u8) : "";

    /// <summary>The name that a reference shows, else the one that its list has for it, else its id.</summary>
    public static string ReferenceName(this JsonElement parent, ReadOnlySpan<byte> name, ReferenceType type, IReferences? references)
    {
        if (parent.Get(name) is not { } reference) return "";
        if (reference.Text("name"u8) is { Length: > 0 } shown) return shown;
        return reference.Text("value"u8) is { Length: > 0 } id ? references?.NameOf(type, id) ?? id : "";
    }

    /// <summary>The document's currency; a company without other currencies does not name it.</summary>
    public static string Currency(this JsonElement entity, IReferences? references) =>
        entity.ReferenceId("CurrencyRef"u8) ?? references?.Find(References.ReferenceId.HomeCurrency)?.Name ?? "";

    public static string? ReferenceId(this JsonElement parent, ReadOnlySpan<byte> name) => parent.Get(name)?.Text("value"u8);

    public static bool IsFalse(this JsonElement parent, ReadOnlySpan<byte> name) => parent.Get(name) switch
    {
        { ValueKind: JsonValueKind.False } => true,
        { ValueKind: JsonValueKind.String } text => text.ValueEquals("false"u8),
        _ => false,
    };

    /// <summary>MetaData.LastUpdatedTime as an instant; its offset varies inside one object and says nothing of the company's zone.</summary>
    public static DateTimeOffset? UpdatedAt(this JsonElement entity) =>
        entity.Get("MetaData"u8)?.Text("LastUpdatedTime"u8) is { } text
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at.ToUniversalTime()
            : null;

    public static long SyncToken(this JsonElement entity) =>
        long.TryParse(entity.Text("SyncToken"u8), NumberStyles.None, CultureInfo.InvariantCulture, out var token) ? token : 0;

    public static bool IsDeleted(this JsonElement entity) =>
        entity.Get("status"u8) is { ValueKind: JsonValueKind.String } status && string.Equals(status.GetString(), "Deleted", StringComparison.OrdinalIgnoreCase);
}
