using MlConnector.ServiceNow.Profiles;

namespace MlConnector.ServiceNow.Tables;

/// <summary>The requests to one table, with the columns that are read back from it.</summary>
internal sealed class TableRequests
{
    private readonly string _path;
    private readonly string _read;
    private readonly string _insert;
    private readonly string _reading, _querying, _inserting, _updating, _deleting, _importing;

    public TableRequests(TableProfile table)
    {
        Table = table;
        _path = $"/api/now/table/{table.Table}";
        (_reading, _querying, _inserting, _updating, _deleting, _importing) = ($"a read of {table.Table}", $"a query of {table.Table}", $"an insert into {table.Table}",
            $"an update of {table.Table}", $"a deletion from {table.Table}", $"an import through {table.Written}");
        _read = $"sysparm_fields={string.Join("%2C", table.Shown.Prepend("sys_id"))}&sysparm_exclude_reference_link=true"
            // a map may make a reference of a name, which the record then shows as what it is displayed as
            + (table.Write == WriteMethod.ImportSet ? "&sysparm_display_value=all" : "");
        _insert = $"{_path}?{_read}";
    }

    public TableProfile Table { get; }

    public TableRequest Read(string sysId) => new(HttpMethod.Get, Row(sysId), default, _reading);

    public TableRequest Query(string query, int limit, bool count) => new(
        HttpMethod.Get,
        $"{_path}?sysparm_query={Uri.EscapeDataString(query)}&sysparm_limit={limit}{(count ? "" : "&sysparm_no_count=true")}&{_read}",
        default,
        _querying);

    public TableRequest Insert(ReadOnlyMemory<byte> row) => new(HttpMethod.Post, _insert, row, _inserting);

    public TableRequest Update(string sysId, ReadOnlyMemory<byte> columns) => new(HttpMethod.Patch, Row(sysId), columns, _updating);

    public TableRequest Delete(string sysId) => new(HttpMethod.Delete, $"{_path}/{Uri.EscapeDataString(sysId)}", default, _deleting);

    /// <summary>A row into staging, which the instance's maps make a row of the table from at once.</summary>
    public TableRequest Import(ReadOnlyMemory<byte> row) => new(HttpMethod.Post, $"/api/now/import/{Table.Written}", row, _importing);

    // the one character that can end a condition; doubled it stands for itself
    public static string Literal(string value) => value.Replace("^", "^^", StringComparison.Ordinal);

    private string Row(string sysId) => $"{_path}/{Uri.EscapeDataString(sysId)}?{_read}";
}
