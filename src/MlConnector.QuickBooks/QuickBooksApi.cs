using System.Text.Json;
using Microsoft.Extensions.Logging;
using MlConnector.Domain;
using MlConnector.Domain.References;
using MlConnector.Domain.Staging;
using MlConnector.QuickBooks.Changes;
using MlConnector.QuickBooks.Faults;
using MlConnector.QuickBooks.Http;
using MlConnector.QuickBooks.Limits;

namespace MlConnector.QuickBooks;

/// <summary>Reads a company's books, within its limits. There is no way to write: every request is a GET.</summary>
public sealed partial class QuickBooksApi(QuickBooksOptions options, TimeProvider time, ILogger<QuickBooksApi> logger, HttpMessageHandler? handler = null) : IDisposable
{
    private const string MinorVersion = "minorversion=75";
    private const int ObjectGone = 610;

    private readonly IntuitHttp _http = new(time, logger, handler, onlyReads: true);
    private readonly RealmGates _gates = new(options.Limits, time);

    /// <summary>All changes since then, of all the types and of lists that they refer to, in one call.</summary>
    public Task<ChangeSet> ChangesSinceAsync(
        RealmId realm, string accessToken, IReadOnlyCollection<EntityType> types, IReadOnlyCollection<ReferenceType> lists, DateTimeOffset since, CancellationToken ct) =>
        ChangesAsync(realm, accessToken, types, [.. types.Select(ChangeReader.Name), .. lists.Select(l => l.ToString())], since, ct);

    /// <summary>All changes of one type alone: the answer's cap is then its own.</summary>
    public Task<ChangeSet> ChangesSinceAsync(RealmId realm, string accessToken, EntityType type, DateTimeOffset since, CancellationToken ct) =>
        ChangesAsync(realm, accessToken, [type], [ChangeReader.Name(type)], since, ct);

    /// <summary>Rows last changed in the closed window, oldest change first, inactive ones too.</summary>
    /// <param name="startPosition">Counted from 1.</param>
    public async Task<QueryPage> QueryPageAsync(
        RealmId realm, string accessToken, EntityType type, DateTimeOffset from, DateTimeOffset until, int startPosition, int max, CancellationToken ct)
    {
        var (_, root) = await QueryAsync(realm, accessToken, QueryStatement.Page(type, from, until, startPosition, max), $"query of {type}", ct).ConfigureAwait(false);
        return ChangeReader.ReadPage(realm, root, IntuitAnswer.TimeOf(root) ?? time.GetUtcNow(), type);
    }

    /// <summary>Objects of which no more than the id is of interest, oldest first, inactive ones too.</summary>
    /// <param name="startPosition">Counted from 1.</param>
    public async Task<QueryPage> IdsPageAsync(RealmId realm, string accessToken, EntityType type, int startPosition, int max, CancellationToken ct)
    {
        var (_, root) = await QueryAsync(realm, accessToken, QueryStatement.Ids(type, startPosition, max), $"query of ids of {type}", ct).ConfigureAwait(false);
        return ChangeReader.ReadPage(realm, root, IntuitAnswer.TimeOf(root) ?? time.GetUtcNow(), type);
    }

    /// <summary>Documents of one vendor, oldest first; of journal entries, which cannot be asked for by vendor, all.</summary>
    /// <param name="startPosition">Counted from 1, among those created from then on.</param>
    public async Task<QueryPage> DocumentsPageAsync(
        EntityId vendor, string accessToken, EntityType type, DateTimeOffset createdFrom, int startPosition, int max, CancellationToken ct)
    {
        var statement = QueryStatement.OfVendor(type, vendor.Id, createdFrom, startPosition, max);
        var (_, root) = await QueryAsync(vendor.Realm, accessToken, statement, $"query of {type}", ct).ConfigureAwait(false);
        return ChangeReader.ReadPage(vendor.Realm, root, IntuitAnswer.TimeOf(root) ?? time.GetUtcNow(), type);
    }

    /// <summary>How many rows the same window holds.</summary>
    public async Task<int> CountAsync(
        RealmId realm, string accessToken, EntityType type, DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        var (answer, root) = await QueryAsync(realm, accessToken, QueryStatement.Count(type, from, until), $"count of {type}", ct).ConfigureAwait(false);
        foreach (var response in ChangeReader.Items(root, "QueryResponse"))
        {
            if (response.TryGetProperty("totalCount"u8, out var count) && count.ValueKind == JsonValueKind.Number && count.TryGetInt32(out var rows)) return rows;
        }
        throw answer.Malformed("it bears no totalCount");
    }

    /// <summary>The object as it stands now; a deleted one is answered as gone, not as an error.</summary>
    public async Task<ReadResult> ReadAsync(string accessToken, EntityId id, CancellationToken ct)
    {
        var type = ChangeReader.Name(id.Type);
        try
        {
            var (answer, root) = await GetAsync(id.Realm, accessToken, $"{type.ToLowerInvariant()}/{Uri.EscapeDataString(id.Id)}?", $"read of {type}", ct).ConfigureAwait(false);
            var asOf = IntuitAnswer.TimeOf(root) ?? time.GetUtcNow();
            if (!root.TryGetProperty(type, out var entity) || entity.ValueKind != JsonValueKind.Object) throw answer.Malformed($"it has no {type}");
            return new ReadResult(asOf, RevisionReader.IsDeleted(entity) ? null : entity);
        }
        catch (QuickBooksException e) when (e.Code == ObjectGone)
        {
            return new ReadResult(time.GetUtcNow(), null);
        }
    }

    public async Task<CompanyInfo> CompanyInfoAsync(RealmId realm, string accessToken, CancellationToken ct)
    {
        var (answer, root) = await GetAsync(realm, accessToken, $"companyinfo/{realm}?", "read of CompanyInfo", ct).ConfigureAwait(false);
        if (!root.TryGetProperty("CompanyInfo"u8, out var company) || company.ValueKind != JsonValueKind.Object) throw answer.Malformed("it has no CompanyInfo");
        return new CompanyInfo(Text("CompanyName"), Text("LegalName"), Text("Country"), Text("DefaultTimeZone"));

        string? Text(string name) => company.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }

    /// <summary>
    /// Calls of the company that Intuit meters and nobody has taken account of yet. It meters reads that succeed (its CorePlus class);
    /// what fails is free, as token calls are, and of the class of writes there is none here.
    /// </summary>
    public int CallsOf(RealmId realm) => _gates[realm].Metered;

    /// <summary>The same, which whoever asks has then taken account of.</summary>
    public int TakeCalls(RealmId realm) => _gates[realm].TakeMetered();

    public void Dispose() => _http.Dispose();

    private async Task<ChangeSet> ChangesAsync(
        RealmId realm, string accessToken, IReadOnlyCollection<EntityType> types, IReadOnlyList<string> names, DateTimeOffset since, CancellationToken ct)
    {
        var entities = string.Join(',', names);
        var (answer, root) = await GetAsync(realm, accessToken, $"cdc?entities={entities}&changedSince={Uri.EscapeDataString(QueryStatement.Instant(since))}&", "change data capture", ct).ConfigureAwait(false);
        if (!root.TryGetProperty("CDCResponse"u8, out _)) throw answer.Malformed("it has no CDCResponse");
        foreach (var response in ChangeReader.Items(root, "CDCResponse").SelectMany(r => ChangeReader.Items(r, "QueryResponse").Prepend(r)))
        {
            if (FaultReader.Read(response) is { } fault) throw answer.Fault(fault);
        }
        var asOf = IntuitAnswer.TimeOf(root) ?? throw answer.Malformed("it bears no time, so that nobody knows from when to go on");
        var changes = ChangeReader.ReadChanges(realm, root, asOf, types, options.MostChanges);
        if (changes.Counts.Values.Sum() - changes.Changes.Count is > 0 and var nameless) Nameless(nameless, realm);
        return changes;
    }

    private async Task<(IntuitAnswer Answer, JsonElement Root)> QueryAsync(RealmId realm, string accessToken, string statement, string what, CancellationToken ct)
    {
        var result = await GetAsync(realm, accessToken, $"query?query={Uri.EscapeDataString(statement)}&", what, ct).ConfigureAwait(false);
        if (!result.Root.TryGetProperty("QueryResponse"u8, out _)) throw result.Answer.Malformed("it has no QueryResponse");
        return result;
    }

    private async Task<(IntuitAnswer Answer, JsonElement Root)> GetAsync(RealmId realm, string accessToken, string pathAndQuery, string what, CancellationToken ct)
    {
        var url = $"{options.ApiUrl.AbsoluteUri.TrimEnd('/')}/v3/company/{realm}/{pathAndQuery}{MinorVersion}";
        var gate = _gates[realm];
        using var pass = await gate.EnterAsync(ct).ConfigureAwait(false);
        try
        {
            var answer = await _http.GetAsync(url, $"Bearer {accessToken}", what, ct).ConfigureAwait(false);
            if (answer.Success) gate.Meter();
            return (answer, answer.Root());
        }
        catch (QuickBooksException e) when (e.RetryAfter is { } wait)
        {
            gate.Close(wait);
            throw;
        }
    }

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "QuickBooks reported {Count} objects of company {Realm} without a usable Id; they cannot be carried")]
    private partial void Nameless(int count, RealmId realm);
}
