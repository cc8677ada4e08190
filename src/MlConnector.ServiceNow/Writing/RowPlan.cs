using MlConnector.ServiceNow.Tables;

namespace MlConnector.ServiceNow.Writing;

/// <param name="Asked">What the row is to hold afterwards; none of a deletion.</param>
internal sealed record RowStep(string Key, TableRequest Item, RowValues? Asked);

/// <summary>The requests that bring rows of one table in order.</summary>
internal sealed class RowPlan(TableRequests table)
{
    public List<RowStep> Steps { get; } = [];

    public Dictionary<string, string> SysIds { get; } = new(StringComparer.Ordinal);

    public bool Inserts { get; private set; }

    public void Insert(string key, RowValues values)
    {
        var asked = values.WithoutEmpty();
        Steps.Add(new RowStep(key, table.Insert(asked.ToJson()), asked));
        Inserts = true;
    }

    public void Keep(string key, Row row, RowValues values)
    {
        SysIds[key] = row.SysId;
        if (values.Missing(row) is { } missing)
            Steps.Add(new RowStep(key, table.Update(row.SysId, missing.ToJson()), missing));
    }

    public void Delete(Row row) =>
        Steps.Add(new RowStep("", table.Delete(row.SysId), null));
}
