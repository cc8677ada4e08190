using System.Globalization;
using System.Security.Cryptography;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.ServiceNow.Api;
using MlConnector.Sandbox.ServiceNow.Import;
using MlConnector.Sandbox.ServiceNow.Query;
using MlConnector.Sandbox.ServiceNow.Tables;

namespace MlConnector.Sandbox.ServiceNow;

/// <summary>An instance: its tables, and the API in front of them. Unique keys are not enforced, so that a duplicate shows.</summary>
public sealed class ServiceNowInstance
{
    private readonly Dictionary<string, Table> _tables = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly ServiceNowApi _api;

    internal ServiceNowInstance(TimeProvider time, Func<Call, Func<Call, ValueTask<Answer>>, ValueTask<Answer>> around)
    {
        _time = time;
        _api = new ServiceNowApi(this, time, around);
        Schema.Install(this);
    }

    public ServiceNowSettings Settings { get; } = new();

    public Uri Origin { get; internal set; } = new("http://127.0.0.1");

    internal Uri RootOrigin { get; set; } = new("http://127.0.0.1");

    /// <summary>The instance's address with a path, as a connection's <c>instance</c> takes it.</summary>
    public string Url => $"{Origin.GetLeftPart(UriPartial.Authority)}/servicenow";

    /// <summary>The same instance at the root of a port of its own.</summary>
    public string RootUrl => RootOrigin.GetLeftPart(UriPartial.Authority);

    public Table this[string table]
    {
        get
        {
            lock (_gate)
                return _tables.TryGetValue(table, out var found) ? found : throw new KeyNotFoundException($"There is no table {table}.");
        }
    }

    /// <summary>A copy of the rows that an encoded query finds.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string table, string query = "")
    {
        lock (_gate)
        {
            var found = this[table];
            return [.. new QueryPlan(found, EncodedQuery.Parse(query), Find).Run()
                .Select(r => (IReadOnlyDictionary<string, string>)found.Columns.Select((c, i) => (c.Name, Value: r.Value(i))).ToDictionary(p => p.Name, p => p.Value))];
        }
    }

    /// <summary>Adds a row as a person in the instance would; returns its sys_id.</summary>
    public string Insert(string table, params (string Column, string Value)[] values)
    {
        lock (_gate)
            return InsertRow(this[table], values.Select(v => KeyValuePair.Create(v.Column, v.Value)), "admin").SysId;
    }

    public void Update(string table, string sysId, params (string Column, string Value)[] values)
    {
        lock (_gate)
            UpdateRow(this[table].BySysId(sysId)!, values.Select(v => KeyValuePair.Create(v.Column, v.Value)), "admin");
    }

    public void Delete(string table, string sysId)
    {
        lock (_gate)
        {
            var found = this[table];
            found.Delete(found.BySysId(sysId)!);
        }
    }

    /// <summary>Makes a table, or one that was there anew.</summary>
    public Table Install(string name, string label, string? display, params Column[] columns)
    {
        lock (_gate)
        {
            Uninstall(name);
            var table = _tables[name] = new Table(name, label, display, columns);
            Schema.Publish(this, table);
            return table;
        }
    }

    /// <summary>Takes the table away: calls on it answer <c>Invalid table</c>.</summary>
    public void Uninstall(string name)
    {
        lock (_gate)
        {
            if (_tables.Remove(name))
                Schema.Withdraw(this, name);
        }
    }

    public IReadOnlyList<string> TableNames
    {
        get
        {
            lock (_gate)
                return [.. _tables.Keys];
        }
    }

    /// <summary>Makes the maps of a staging table find existing rows by these target columns; none makes every row insert.</summary>
    public void SetCoalesce(string stagingTable, params string[] targetFields)
    {
        lock (_gate)
        {
            foreach (var entry in this[TransformMaps.Entries].Rows.Where(e => DotWalk.Value(e, "map.source_table", Find).Value == stagingTable).ToList())
                UpdateRow(entry, [new("coalesce", targetFields.Contains(entry["target_field"]) ? "true" : "false")], "admin");
        }
    }

    /// <summary>The integration user's tokens all stop working.</summary>
    public void RevokeTokens() => _api.Tokens.RevokeAll();

    /// <summary>Invoices that an import left in draft go through approval and posting: now they can be paid.</summary>
    public int ApproveInvoices()
    {
        lock (_gate)
        {
            var drafts = this["sn_shop_invoice"].Rows.Where(r => r["state"] == "draft").ToList();
            drafts.ForEach(r => UpdateRow(r, [new("state", "pending_payment")], "admin"));
            return drafts.Count;
        }
    }

    internal Lock Gate => _gate;

    internal Table? Find(string name) => _tables.GetValueOrDefault(name);

    internal Row InsertRow(Table table, IEnumerable<KeyValuePair<string, string>> values, string user)
    {
        var row = table.Insert(NewSysId());
        var now = Values.Instant(_time.GetUtcNow());
        Stamp(row, "sys_created_on", now);
        Stamp(row, "sys_created_by", user);
        Stamp(row, "sys_updated_on", now);
        Stamp(row, "sys_updated_by", user);
        Stamp(row, "sys_mod_count", "0");
        foreach (var column in table.Columns.Where(c => c.Default.Length > 0))
            Stamp(row, column.Name, column.Default);
        if (table.NumberPrefix is { } prefix)
            Stamp(row, "number", prefix + (1000 + row.Number).ToString("d7", CultureInfo.InvariantCulture));
        Assign(row, values);
        return row;
    }

    /// <summary>Says whether anything differed: a row that stays as it was keeps its update time.</summary>
    internal bool UpdateRow(Row row, IEnumerable<KeyValuePair<string, string>> values, string user)
    {
        if (!Assign(row, values))
            return false;
        Stamp(row, "sys_updated_on", Values.Instant(_time.GetUtcNow()));
        Stamp(row, "sys_updated_by", user);
        var changes = long.Parse(row["sys_mod_count"], CultureInfo.InvariantCulture) + 1;
        Stamp(row, "sys_mod_count", changes.ToString(CultureInfo.InvariantCulture));
        return true;
    }

    internal ValueTask<Answer> AnswerAsync(Call call) => _api.AnswerAsync(call);

    internal static string NewSysId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private static bool Assign(Row row, IEnumerable<KeyValuePair<string, string>> values)
    {
        var changed = false;
        foreach (var (name, value) in values)
        {
            if (row.Table.Find(name) is not { } column || row.Table.Columns[column].IsSystem && !row.Table.Name.StartsWith("sys_", StringComparison.Ordinal))
                continue;
            var kept = Values.Kept(row.Table.Columns[column], value);
            if (kept == row.Value(column))
                continue;
            row.Table.Set(row, column, kept);
            changed = true;
        }

        return changed;
    }

    internal static void Stamp(Row row, string column, string value) => row.Table.Set(row, row.Table.Find(column)!.Value, value);
}
