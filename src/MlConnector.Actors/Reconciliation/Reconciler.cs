using System.Security.Cryptography;
using Akka.Actor;
using Microsoft.Extensions.Logging;
using MlConnector.Actors.Entities;
using MlConnector.Actors.ReadSide;
using MlConnector.Actors.Realms;
using MlConnector.Actors.Sharding;
using MlConnector.Actors.Writers;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;
using MlConnector.Domain.Reconciliation;
using MlConnector.ServiceNow;
using MlConnector.ServiceNow.Books;
using MlConnector.ServiceNow.Profiles;

namespace MlConnector.Actors.Reconciliation;

/// <summary>Compares a company's payables in both systems, type by type. It changes neither.</summary>
internal sealed class Reconciler(Regions regions, ReadSideReader readSide, ConnectorOptions options, ISecretSealer sealer, TimeProvider time, ILoggerFactory loggers)
{
    // a page may have to wait for its turn at QuickBooks, and for a new token before
    private static readonly TimeSpan PagePatience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan EntityPatience = TimeSpan.FromSeconds(20);

    // each holds a company's books in memory
    private readonly SemaphoreSlim _one = new(1, 1);

    public async Task<ReconcileReply> RunAsync(RealmId realm, RealmState state, CancellationToken ct)
    {
        if (state.ServiceNowSecret is not { } secret)
            return new ReconcileReply(null, new Reason("no-secret", "No client secret is stored.", "Write the connection again, with its client secret."));
        await _one.WaitAsync(ct);
        try
        {
            var settings = state.Settings!.ServiceNow;
            var pace = new Pace(settings.RequestsPerSecond ?? options.ServiceNowRequestsPerSecond, settings.MaxConcurrency ?? options.ServiceNowMaxConcurrency);
            var gate = new WriterGate(regions.Writers, WriteTarget.Of(state).Writer, pace, time);
            using var client = new ServiceNowClient(TargetConnection.From(settings, sealer.Open(secret), options.Profiles), gate, time, loggers.CreateLogger<ServiceNowClient>());
            return new ReconcileReply(await RunAsync(realm, state, new InstanceBooks(client, realm, new Retries(gate.PauseAfter, time)), ct), null);
        }
        catch (BooksUnreadableException e)
        {
            return new ReconcileReply(null, e.Reason);
        }
        catch (Exception e) when (e is ProfileException or CryptographicException)
        {
            return new ReconcileReply(null, new Reason("connection-unusable", e.Message, "Write the connection again, with its client secret and a profile that there is."));
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<ReconciliationReport> RunAsync(RealmId realm, RealmState state, InstanceBooks books, CancellationToken ct)
    {
        var at = time.GetUtcNow();
        var carriedFrom = state.Settings!.CarriedFrom();
        var report = new ReportBuilder(realm);
        var calls = 0;
        foreach (var type in RealmDecider.Types.Where(books.Keeps))
        {
            var comparison = new Comparison(realm, type, carriedFrom);
            calls += await ExpectAsync(realm, type, entity => comparison.Expect(books.Placed(entity)), at, ct);
            await books.ReadAsync(type, comparison.Found, ct);
            if (type == EntityType.Vendor) await AdoptAsync(comparison, books, ct);
            comparison.Finish();
            report.Add(comparison, await ExplainedAsync(realm, type, state, comparison.Differences, ct));
        }
        return report.Build(state.Settings.Name, at, calls, books.Requests);
    }

    // the window stays open above: what is changed while it is read comes again, at the end
    private async Task<int> ExpectAsync(RealmId realm, EntityType type, Action<BookedEntity> expect, DateTimeOffset at, CancellationToken ct)
    {
        var calls = 0;
        for (FirstSync? position = new(DateTimeOffset.UnixEpoch, at.AddDays(1), [type], 1); position is not null;)
        {
            BooksRead page;
            try
            {
                page = await regions.Realms.Ask<BooksRead>(new ReadBooks(realm, position), PagePatience, ct);
            }
            catch (AskTimeoutException e)
            {
                throw new TimeoutException($"QuickBooks gave no page of {type} within {PagePatience.TotalMinutes:0} min. Reconcile again; if it stays, see the log.", e);
            }
            if (page.Fault is { } fault) throw new BooksUnreadableException(fault);
            calls++;
            foreach (var entity in page.Entities) expect(entity);
            position = page.Next;
        }
        return calls;
    }

    // a supplier that a person chose may bear another system's key
    private async Task AdoptAsync(Comparison comparison, InstanceBooks books, CancellationToken ct)
    {
        foreach (var (vendor, key) in comparison.Missing)
        {
            var state = await regions.Entities.Ask<EntityState>(new GetEntity(vendor), EntityPatience, ct);
            if (state.Status != EntityStatus.Staged || state.Records.FirstOrDefault(r => r.Key == key) is not { } row) continue;
            if (await books.AdoptAsync(row.SysId, key, ct)) comparison.Found(new BookedRecord(Domain.Staging.RecordKind.Supplier, key));
        }
    }

    private async Task<IEnumerable<Difference>> ExplainedAsync(
        RealmId realm, EntityType type, RealmState state, IReadOnlyList<Difference> differences, CancellationToken ct)
    {
        if (differences.Count == 0) return differences;
        var rows = await readSide.FindAsync(realm, type, differences.Select(d => d.Entity).ToHashSet(), ct);
        return differences.Select(d => d with
        {
            Explanation = rows.TryGetValue(d.Entity, out var row)
                ? Explaining.Of(d, state, row.Status, row.Reason, row.SourceUpdatedAt is { } at ? new SourceVersion(at, row.SyncToken) : null)
                : Explaining.Of(d, state, EntityStatus.Unknown, null, null),
        });
    }
}
