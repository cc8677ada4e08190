using MlConnector.Domain.Checks;
using MlConnector.ServiceNow.Faults;
using MlConnector.ServiceNow.Http;
using MlConnector.ServiceNow.Profiles;
using MlConnector.ServiceNow.Tables;

namespace MlConnector.ServiceNow.Checks;

/// <summary>Whether the columns of which a profile knows only the label can be found: without their names nothing is sent.</summary>
internal sealed class LabelChecks(ServiceNowClient client, InstanceReader reader)
{
    private readonly IReadOnlyList<TableProfile> _labelled = [.. client.Profile.Tables.Where(t => !t.IsOff && t.Columns.Any(c => c.Column.Length == 0))];

    public IEnumerable<string> Names => _labelled.Select(Name);

    public async Task<IReadOnlyList<Check>> RunAsync(CancellationToken ct) => await Task.WhenAll(_labelled.Select(t => LookAsync(t, ct))).ConfigureAwait(false);

    private async Task<Check> LookAsync(TableProfile table, CancellationToken ct)
    {
        if (reader.Unauthorized is { } refused) return Finding.Of(Name(table), refused);
        try
        {
            var (missing, told) = await new ColumnLabels(client).LookAsync(table, new Tally(), ct).ConfigureAwait(false);
            if (missing.Count == 0) return Finding.Ok(Name(table), $"{table.Columns.Count(c => c.Column.Length == 0)}, each found by its label.");
            var labels = string.Join(", ", missing.Select(l => $"'{l}'"));
            var remedy = $"Let the integration user read sys_dictionary, or name the columns under serviceNow.columns.{table.Name} of the connection.";
            return told
                ? Finding.Failed(Name(table), $"No one column is labelled so: {labels}.", remedy) with { Required = TableChecks.IsRequired(table) }
                : Finding.Unknown(Name(table), $"The instance describes no column of the table. Not found: {labels}.", remedy);
        }
        catch (ServiceNowException e)
        {
            return Finding.Of(Name(table), e);
        }
        catch (OperationCanceledException)
        {
            return Finding.OutOfTime(Name(table));
        }
    }

    private static string Name(TableProfile table) => $"labels {table.Written}";
}
