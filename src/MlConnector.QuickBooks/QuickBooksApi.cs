using Microsoft.Extensions.Logging;
using MlConnector.Domain;

namespace MlConnector.QuickBooks;

/// <summary>Reads a company's books. There is no way to write: every request is a GET.</summary>
public sealed class QuickBooksApi(QuickBooksOptions options, TimeProvider time, ILogger<QuickBooksApi> logger, HttpMessageHandler? handler = null) : IDisposable
{
    /// <summary>All changes since then, of all the types, in one call.</summary>
    public Task<ChangeSet> ChangesSinceAsync(
        RealmId realm, string accessToken, IReadOnlyCollection<EntityType> types, DateTimeOffset since, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Rows last changed in the closed window, oldest change first, inactive ones too.</summary>
    /// <param name="startPosition">Counted from 1.</param>
    public Task<QueryPage> QueryPageAsync(
        RealmId realm, string accessToken, EntityType type, DateTimeOffset from, DateTimeOffset until, int startPosition, int max, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>How many rows the same window holds.</summary>
    public Task<int> CountAsync(
        RealmId realm, string accessToken, EntityType type, DateTimeOffset from, DateTimeOffset until, CancellationToken ct) => throw new NotImplementedException();

    public Task<ReadResult> ReadAsync(string accessToken, EntityId id, CancellationToken ct) => throw new NotImplementedException();

    public Task<CompanyInfo> CompanyInfoAsync(RealmId realm, string accessToken, CancellationToken ct) => throw new NotImplementedException();

    public void Dispose() => _ = (options, time, logger, handler);
}
