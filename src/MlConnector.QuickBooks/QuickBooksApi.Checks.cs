using System.Text.Json;
using MlConnector.Domain;
using MlConnector.QuickBooks.Changes;

namespace MlConnector.QuickBooks;

/// <summary>Reads that tell whether a company can be connected.</summary>
public sealed partial class QuickBooksApi
{
    /// <summary>What the company's preferences say of its currency.</summary>
    public async Task<CompanyCurrency> CurrencyAsync(RealmId realm, string accessToken, CancellationToken ct)
    {
        var preferences = await PreferencesAsync(realm, accessToken, ct).ConfigureAwait(false);
        var currency = ChangeReader.Items(preferences, "CurrencyPrefs").FirstOrDefault();
        return new CompanyCurrency(
            ChangeReader.Items(currency, "HomeCurrency").FirstOrDefault() is { ValueKind: JsonValueKind.Object } home && home.TryGetProperty("value"u8, out var code) ? code.ToString() : null,
            currency.ValueKind == JsonValueKind.Object && currency.TryGetProperty("MultiCurrencyEnabled"u8, out var enabled) ? enabled.ValueKind == JsonValueKind.True : null);
    }
}

/// <param name="Home">The currency of the books; none where the company does not say.</param>
public sealed record CompanyCurrency(string? Home, bool? Multicurrency);
