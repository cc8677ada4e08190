using Dapper;
using MlConnector.Domain;
using MlConnector.Domain.Realms;

namespace MlConnector.Actors.ReadSide;

/// <summary>The month's metered calls of all companies, on whichever node, and what their schedules ask for.</summary>
public sealed class CallUses(ReadStore store, ConnectorOptions options, TimeProvider time)
{
    public int Budget => options.QuickBooksMonthlyCallBudget;

    public async Task<bool> SpentAsync(CancellationToken ct) => await UsedAsync(ct) >= Budget;

    public async Task<CallUse> ReadAsync(CancellationToken ct)
    {
        var used = await UsedAsync(ct);
        await using var connection = await store.OpenAsync(ct);
        var polls = await connection.QueryAsync<(long Polls, long Companies)>("SELECT polls, COUNT(*) FROM poll_demand GROUP BY polls");
        return new CallUse(Budget, used, polls.ToDictionary(p => (int)p.Polls, p => (int)p.Companies));
    }

    /// <summary>Notes how many polls in 30 days a company's schedule asks for; 0 while it is not polled.</summary>
    public async Task NoteAsync(RealmId realm, int polls, CancellationToken ct)
    {
        await using var connection = await store.OpenAsync(ct);
        var values = new { realm = realm.Value, polls };
        var noted = await connection.QuerySingleOrDefaultAsync<long>("SELECT polls FROM poll_demand WHERE realm_id = @realm", values);
        // a start of thousands of companies finds nothing to write
        if (noted == polls) return;
        await connection.ExecuteAsync(
            polls == 0
                ? "DELETE FROM poll_demand WHERE realm_id = @realm"
                : "INSERT INTO poll_demand (realm_id, polls) VALUES (@realm, @polls) ON CONFLICT (realm_id) DO UPDATE SET polls = excluded.polls",
            values);
    }

    private async Task<long> UsedAsync(CancellationToken ct)
    {
        await using var connection = await store.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<long>(
            "SELECT calls FROM quick_books_calls WHERE month = @month", new { month = ServiceNowCalls.Month(time.GetUtcNow()) });
    }
}
