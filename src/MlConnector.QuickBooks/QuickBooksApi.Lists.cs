using System.Text.Json;
using MlConnector.Domain;
using MlConnector.Domain.References;
using MlConnector.QuickBooks.Changes;

namespace MlConnector.QuickBooks;

/// <summary>Reads of the lists that documents refer to, each whole, inactive entries too.</summary>
public sealed partial class QuickBooksApi
{
    public async Task<IReadOnlyList<JsonElement>> ListAsync(RealmId realm, string accessToken, ReferenceType type, CancellationToken ct) =>
        type == ReferenceType.Preferences
            ? [await PreferencesAsync(realm, accessToken, ct).ConfigureAwait(false)]
            : await PagesAsync(realm, accessToken, type, start => QueryStatement.List(type, start), ct).ConfigureAwait(false);

    /// <summary>All accounts of type Accounts Payable.</summary>
    public Task<IReadOnlyList<JsonElement>> PayableAccountsAsync(RealmId realm, string accessToken, CancellationToken ct) =>
        PagesAsync(realm, accessToken, ReferenceType.Account, QueryStatement.PayableAccounts, ct);

    private async Task<JsonElement> PreferencesAsync(RealmId realm, string accessToken, CancellationToken ct)
    {
        var (answer, root) = await GetAsync(realm, accessToken, "preferences?", "read of Preferences", ct).ConfigureAwait(false);
        return root.TryGetProperty("Preferences"u8, out var preferences) ? preferences : throw answer.Malformed("it has no Preferences");
    }

    private async Task<IReadOnlyList<JsonElement>> PagesAsync(
        RealmId realm, string accessToken, ReferenceType type, Func<int, string> statement, CancellationToken ct)
    {
        var entries = new List<JsonElement>();
        while (true)
        {
            var (_, root) = await QueryAsync(realm, accessToken, statement(entries.Count + 1), $"query of {type}", ct).ConfigureAwait(false);
            var before = entries.Count;
            entries.AddRange(ChangeReader.ReadList(root, type));
            if (entries.Count - before < QueryStatement.MaxRows) return entries;
        }
    }
}
