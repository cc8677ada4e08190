using MlConnector.ServiceNow.Tables;

namespace MlConnector.ServiceNow.Writing;

/// <summary>The requests that bring rows of one table in order.</summary>
internal sealed class RowPlan(IRowMethod method)
{
    public List<RowStep> Steps { get; } = [];

    public Dictionary<string, string> SysIds { get; } = new(StringComparer.Ordinal);

    public bool Inserts { get; private set; }

    public void Insert(string key, RowValues values)
    {
        Add(method.Insert(key, values));
        Inserts = true;
    }

    public void Keep(string key, Row row, RowValues values)
    {
        SysIds[key] = row.SysId;
        Add(method.Update(key, row, values));
    }

    public void Leave(string key, Row row) => Add(method.Leave(key, row));

    public void Twice(string key, Row row, Row kept) => Add(method.Twice(key, row, kept));

    /// <summary>Leaves a record for another time.</summary>
    public void Hold(string key) => Steps.RemoveAll(s => s.Key == key);

    private void Add(RowStep? step)
    {
        if (step is not null) Steps.Add(step);
    }
}
