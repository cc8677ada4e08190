namespace MlConnector.Sandbox.ServiceNow.Tables;

/// <summary>One record. Every value is a string, and an absent one is empty.</summary>
public sealed class Row
{
    internal Row(Table table, string sysId, long number)
    {
        Table = table;
        SysId = sysId;
        Number = number;
        Values = new string?[table.Columns.Count];
    }

    public Table Table { get; }
    public string SysId { get; }
    internal long Number { get; }
    internal string?[] Values { get; set; }

    public string this[string column] => Table.Find(column) is { } at ? Value(at) : "";

    internal string Value(int column) => column < Values.Length ? Values[column] ?? "" : "";
}
