using System.Text;
using System.Text.Json;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;
using MlConnector.Domain.Staging;
using MlConnector.Domain.Suppliers;
using MlConnector.ServiceNow.Http;
using MlConnector.ServiceNow.Tables;

namespace MlConnector.ServiceNow.Writing;

/// <summary>One vendor: to the row that a person chose, else to the one that bears its key, else to one that fits it, else to a new one.</summary>
internal sealed class SupplierRun(ServiceNowClient client, StagingRecord vendor, WriteOrder order, SupplierRule rule, SemaphoreSlim adoption, Tally tally, WriteNotes notes)
{
    private readonly TableRequests _table = client.Table(vendor.Kind) ?? throw Refusals.NoTable(client.Profile.Name, vendor.Kind);
    private readonly WriteRun _run = new(client, vendor, order, tally, notes);

    private string KeyColumn => _table.Table.KeyColumn;

    public async Task<IReadOnlyList<StagedRecord>> RunAsync(CancellationToken ct)
    {
        if (rule.MappedTo is { } chosen) return await WriteToAsync(chosen, ct).ConfigureAwait(false);
        if (rule.Released is { } released && await client.FindAsync(_table, released, tally, ct).ConfigureAwait(false) is { } row)
            await ReleaseAsync(row, ct).ConfigureAwait(false);
        var standing = await _run.FindAsync(ct).ConfigureAwait(false);
        if (standing is not null || vendor.IsRemoval) return await _run.PutAsync(standing, ct, standing is { } at && !IsMade(at)).ConfigureAwait(false);
        return rule.Traits.Count == 0 ? await MakeAsync(ct).ConfigureAwait(false) : await MatchAsync(ct).ConfigureAwait(false);
    }

    // two vendors that fit one row, of whatever companies, must not both find it free
    private async Task<IReadOnlyList<StagedRecord>> MatchAsync(CancellationToken ct)
    {
        await adoption.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            return await new SupplierSearch(client, _table, vendor, rule, tally, notes).FindAsync(ct).ConfigureAwait(false) is { } found
                ? await _run.PutAsync(found, ct, adopted: true).ConfigureAwait(false)
                : await MakeAsync(ct).ConfigureAwait(false);
        }
        finally
        {
            adoption.Release();
        }
    }

    private Task<IReadOnlyList<StagedRecord>> MakeAsync(CancellationToken ct) => rule.Unmatched == UnmatchedVendors.Park
        ? throw SupplierRefusals.Unmatched(_table.Table, rule.Vendor, vendor.Key, rule.Traits)
        : _run.PutAsync(null, ct);

    private async Task<IReadOnlyList<StagedRecord>> WriteToAsync(string chosen, CancellationToken ct)
    {
        if (await client.FindAsync(_table, chosen, tally, ct).ConfigureAwait(false) is not { } row) throw SupplierRefusals.Gone(_table.Table, rule.Vendor, chosen);
        if (!order.Known.Any(k => k.SysId == chosen)) await ReleaseOthersAsync(chosen, ct).ConfigureAwait(false);
        var key = row[KeyColumn] ?? throw Refusals.FilterIgnored(_table.Table.Table, KeyColumn);
        if (key.Length == 0 || key == vendor.Key) return await _run.PutAsync(row, ct, adopted: !IsMade(row)).ConfigureAwait(false);
        notes.Add($"The row bears the key {key}: it is referred to and its columns are left to whom it belongs.");
        return [new StagedRecord(_table.Table.Table, vendor.Key, row.SysId)];
    }

    // known to be made here: any other row may hold what people entered
    private bool IsMade(Row row) => order.Known.Any(k => k.SysId == row.SysId && k.Adopted is null);

    private async Task ReleaseOthersAsync(string chosen, CancellationToken ct)
    {
        foreach (var other in await _run.BearersAsync(ct).ConfigureAwait(false))
        {
            if (other.SysId != chosen) await ReleaseAsync(other, ct).ConfigureAwait(false);
        }
    }

    private async Task ReleaseAsync(Row row, CancellationToken ct)
    {
        if (row[KeyColumn] != vendor.Key) return;
        var noKey = Encoding.UTF8.GetBytes($"{{{JsonSerializer.Serialize(KeyColumn)}:\"\"}}");
        var answer = await client.SendAsync(_table.Update(row.SysId, noKey), tally, ct).ConfigureAwait(false);
        if (answer.Row()[KeyColumn] != "") throw Refusals.NotStored(_table.Table.Table, vendor.Key, [KeyColumn], row.SysId);
        notes.Add($"Row {row.SysId} bears the key no more.");
    }
}
