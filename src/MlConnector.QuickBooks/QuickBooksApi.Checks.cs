using System.Text.Json;
using MlConnector.Domain;
using MlConnector.QuickBooks.Changes;
using MlConnector.QuickBooks.Http;

namespace MlConnector.QuickBooks;

/// <summary>Reads that tell whether a company can be connected.</summary>
public sealed partial class QuickBooksApi
{
    public async Task<CompanyCurrency> CurrencyAsync(RealmId realm, string accessToken, CancellationToken ct)
    {
        var (answer, root) = await GetAsync(realm, accessToken, "preferences?", "read of Preferences", ct).ConfigureAwait(false);
        if (!root.TryGetProperty("Preferences"u8, out var preferences)) throw answer.Malformed("it has no Preferences");
        var currency = ChangeReader.Items(preferences, "CurrencyPrefs").FirstOrDefault();
        return new CompanyCurrency(
            ChangeReader.Items(currency, "HomeCurrency").FirstOrDefault() is { ValueKind: JsonValueKind.Object } home && home.TryGetProperty("value"u8, out var code) ? code.ToString() : null,
            currency.ValueKind == JsonValueKind.Object && currency.TryGetProperty("MultiCurrencyEnabled"u8, out var enabled) ? enabled.ValueKind == JsonValueKind.True : null);
    }

    /// <summary>How many active accounts of type Accounts Payable the company has.</summary>
    public async Task<int> PayableAccountCountAsync(RealmId realm, string accessToken, CancellationToken ct) => CountOf(
        await QueryAsync(realm, accessToken, "select count(*) from Account where AccountType = 'Accounts Payable'", "count of Account", ct).ConfigureAwait(false));

    private static int CountOf((IntuitAnswer Answer, JsonElement Root) counted)
    {
        foreach (var response in ChangeReader.Items(counted.Root, "QueryResponse"))
        {
            if (response.TryGetProperty("totalCount"u8, out var count) && count.ValueKind == JsonValueKind.Number && count.TryGetInt32(out var rows)) return rows;
        }
        throw counted.Answer.Malformed("it bears no totalCount");
    }
}

/// <param name="Home">The currency of the books; none where the company does not say.</param>
public sealed record CompanyCurrency(string? Home, bool? Multicurrency);
