using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using MlConnector.Actors.Realms;
using MlConnector.Actors.Tests.Pipeline;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;
using MlConnector.Domain.References;
using MlConnector.QuickBooks;
using MlConnector.Sandbox;
using MlConnector.Sandbox.QuickBooks;
using MlConnector.Sandbox.QuickBooks.Seed;

namespace MlConnector.Actors.Tests.Realms;

/// <summary>All reads and decisions of a realm, without its actor, over books that change under every one of them.</summary>
public class MutatingBooksTests
{
    private const int Books = 40;
    private const int Cap = 6;
    private const int PageRows = 4;

    [Fact]
    public async Task Nothing_is_skipped_however_the_books_change_while_they_are_read()
    {
        var first = int.TryParse(Environment.GetEnvironmentVariable("MLCONNECTOR_BOOKS_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        for (var seed = first; seed < first + Books; seed++)
        {
            var differences = await ReadAsync(seed);
            differences.ShouldBeEmpty($"MLCONNECTOR_BOOKS_SEED={seed} shows it again");
        }
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(int seed)
    {
        var time = new ShiftedTime();
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Time = time });
        sandbox.QuickBooks.Settings.CdcCap = Cap;
        sandbox.QuickBooks.Settings.AccessTokenLifetime = TimeSpan.FromDays(3000);
        var company = sandbox.QuickBooks.AddCompany(new CompanySeed { Seed = seed, Vendors = 3, Bills = 8, Payments = 0, VendorCredits = 0, JournalEntries = 0 });
        var books = new MutatingBooks(company, time, seed);
        var options = new QuickBooksOptions(new Uri(sandbox.QuickBooks.ApiUrl), new Uri(sandbox.QuickBooks.TokenUrl), new Uri(sandbox.QuickBooks.RevokeUrl), "", "")
        {
            Limits = new CallLimits(1_000_000, 1_000_000, 1), MostChanges = Cap,
        };
        using var api = new QuickBooksApi(options, time, NullLogger<QuickBooksApi>.Instance, books);
        var reader = new Reader(api, company, sandbox.QuickBooks.AccessToken(company.RealmId), time, PageRows);
        var random = new Random(seed);

        for (var step = random.Next(5, 25); step > 0; step--)
        {
            switch (random.Next(12))
            {
                case < 3:
                    books.Work(8);
                    break;
                case < 6:
                    await reader.PollAsync(dies: random.Next(4) == 0);
                    break;
                case < 9:
                    await reader.PageAsync();
                    break;
                case 9:
                    await reader.SweepAsync(dies: random.Next(4) == 0);
                    break;
                case 10:
                    time.Ahead += TimeSpan.FromMinutes(random.Next(1, 60));
                    break;
                default:
                    time.Ahead += TimeSpan.FromDays(random.Next(1, 40));
                    break;
            }
        }

        books.Works = false;
        time.Ahead += TimeSpan.FromSeconds(2);
        await reader.PollAsync(dies: false);
        while (await reader.PageAsync() || await reader.SweepAsync(dies: false)) { }
        return await reader.DifferencesAsync();
    }

    private sealed class Reader(QuickBooksApi api, QuickBooksCompany company, string token, TimeProvider time, int rows)
    {
        private static readonly ConnectionSettings Settings = new(
            "", new ServiceNowSettings("acme", "", null, "apo", ImmutableSortedDictionary<string, string>.Empty, null, null), PollSchedule.Default, new DateOnly(2000, 1, 1));

        private readonly RealmId _realm = RealmId.Parse(company.RealmId);
        private readonly Dictionary<EntityId, EntityState> _entities = [];
        private readonly ReferenceShelf _shelf = new(api, RealmId.Parse(company.RealmId), ReferenceBook.Empty, NullLogger.Instance);
        private RealmState _state = RealmState.Empty with { Settings = Settings };

        public async Task PollAsync(bool dies)
        {
            if (SyncDecider.Start(_state, Now) is { } start) Apply(start);
            var read = await Readings.ChangesAsync(
                api, _shelf, _realm, token, _state.Cursor!.Value, ImmutableDictionary<EntityId, DateTimeOffset>.Empty, PayableAccounts.None, CancellationToken.None);
            Take(read);
            if (dies) return;
            var cursor = RealmDecider.NextCursor(_state.Cursor, read.Time);
            if (read.Cut.Count > 0) Apply(SyncDecider.Reread(_state, read.Cut, read.Time, Now));
            Apply(new PollCompleted(cursor, 0, 0, Now));
        }

        /// <summary>False where no page is left.</summary>
        public async Task<bool> PageAsync()
        {
            if (_state.Sync is not { Done: false } sync) return false;
            var page = await Readings.PageAsync(api, _shelf, _realm, token, sync, rows, CancellationToken.None);
            Take(page);
            if (page.Counted is { } counted && SyncDecider.Disagrees(sync, page.Rows, counted)) Apply(new SyncDisagreed(sync.Types[0], counted, 0, 0, Now));
            else Apply(new SyncAdvanced(sync.Types[0], page.Rows, page.Last, Now, page.LastChange, 0, page.BeforeLast));
            return true;
        }

        /// <summary>False where no type is left.</summary>
        public async Task<bool> SweepAsync(bool dies)
        {
            if (_state.NextToSweep is not { } type || _state.Sync is { Done: false }) return false;
            var sweep = new IdSweep(type);
            while (!sweep.Listed) sweep.List(await api.IdsPageAsync(_realm, token, type, sweep.Position, rows, CancellationToken.None), rows);
            var known = _entities.Where(e => e.Key.Type == type && !e.Value.Latest!.IsDeletion).Select(e => e.Key.Id);
            var missing = sweep.MissingOf(known).Select(id => new EntityId(_realm, type, id)).ToList();
            Take(await Readings.MissingAsync(api, _shelf, missing, token, Now, CancellationToken.None));
            if (!dies) Apply(new IdsSwept(type, sweep.Ids, missing.Count, 0, Now));
            return true;
        }

        public async Task<IReadOnlyList<string>> DifferencesAsync()
        {
            var differences = new List<string>();
            foreach (var type in RealmDecider.Types)
            {
                var live = company.Ids(type.ToString()).ToHashSet();
                foreach (var id in live.Select(id => new EntityId(_realm, type, id)))
                {
                    using var json = JsonDocument.Parse(company.Read(type.ToString(), id.Id).ToJsonString());
                    var (books, held) = (await _shelf.RevisionAsync(id, json.RootElement, Now, token, CancellationToken.None), _entities.GetValueOrDefault(id)?.Latest);
                    if (held is null) differences.Add($"{id} was never offered");
                    else if (held.Hash != books.Hash || held.SyncToken != books.SyncToken) differences.Add($"{id} is held as {held.SyncToken} of {held.UpdatedAt:u}, not {books.SyncToken} of {books.UpdatedAt:u}");
                }
                differences.AddRange(_entities.Where(e => e.Key.Type == type && !live.Contains(e.Key.Id) && !e.Value.Latest!.IsDeletion).Select(e => $"{e.Key} is not held as deleted"));
            }
            return differences;
        }

        private DateTimeOffset Now => time.GetUtcNow();

        private void Take(Reading reading)
        {
            foreach (var (id, revision) in reading.Revisions)
            {
                var state = _entities.GetValueOrDefault(id, EntityState.Empty);
                if (EntityDecider.Offer(state, revision, "", Now).Event is { } taken) _entities[id] = state.Apply(taken);
            }
        }

        private void Apply(IRealmEvent e) => _state = _state.Apply(e);
    }
}
