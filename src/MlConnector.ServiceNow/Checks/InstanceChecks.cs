using MlConnector.Domain.Checks;
using MlConnector.ServiceNow.Faults;
using MlConnector.ServiceNow.Profiles;

namespace MlConnector.ServiceNow.Checks;

/// <summary>Looks whether an instance is what a connection needs, in a few reads that change nothing.</summary>
public static class InstanceChecks
{
    private const string Token = "token";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<InstanceFindings> RunAsync(ServiceNowClient client, TimeProvider time, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        var findings = await RunAsync(client, limit.Token).ConfigureAwait(false);
        ct.ThrowIfCancellationRequested();
        return findings;
    }

    private static async Task<InstanceFindings> RunAsync(ServiceNowClient client, CancellationToken ct)
    {
        var token = await TokenAsync(client, ct).ConfigureAwait(false);
        var (roles, off) = (client.Profile.Roles, client.Profile.Tables.Where(t => t.IsOff).ToList());
        var tables = client.Profile.Tables.Where(t => !t.IsOff).SelectMany(t => t.Looked).ToList();
        var reader = new InstanceReader(client);
        var coalesce = new CoalesceChecks(reader, client.Profile.Tables);
        var labels = new LabelChecks(client, reader);
        if (token.Ok != true)
        {
            var names = CallerChecks.Names(roles).Concat(tables.Select(t => TableChecks.Name(t.Table))).Concat(labels.Names).Concat(coalesce.Names);
            return new InstanceFindings([token, .. names.Select(name => Finding.Unknown(name, "Not asked, for want of a token.", null))], false, []);
        }
        var caller = new CallerChecks(reader).RunAsync(roles, ct);
        var found = new TableChecks(reader, tables).RunAsync(ct);
        var maps = coalesce.RunAsync(ct);
        var answered = await found.ConfigureAwait(false);
        return answered with
        {
            Checks = [token, .. await caller.ConfigureAwait(false), .. answered.Checks, .. await labels.RunAsync(ct).ConfigureAwait(false), .. await maps.ConfigureAwait(false), .. off.Select(Off)],
            Missing = [.. answered.Missing.Union(off.Select(t => t.Record))],
        };
    }

    private static Check Off(TableProfile table) => Finding.Ok(
        TableChecks.Name(table.Name), $"Off: the profile leaves it to a connection to name the table, as \"{table.Name}\" under serviceNow.tables. {table.Record} records are left out.");

    private static async Task<Check> TokenAsync(ServiceNowClient client, CancellationToken ct)
    {
        try
        {
            return Finding.Ok(Token, await client.AuthorizedAsync(ct).ConfigureAwait(false));
        }
        catch (ServiceNowException e) when (e.Fault is not ServiceNowFault.Throttled)
        {
            return Finding.Failed(Token, e.Reason.Text, e.Reason.NextStep);
        }
        catch (ServiceNowException e)
        {
            return Finding.Of(Token, e);
        }
        catch (OperationCanceledException)
        {
            return Finding.OutOfTime(Token);
        }
    }
}
