namespace MlConnector.ServiceNow.Checks;

/// <summary>What the dictionary says of a table's columns, its parents' included.</summary>
/// <param name="Conclusive">What it does not name is not there.</param>
internal sealed record ColumnListing(IReadOnlySet<string> Columns, bool Conclusive)
{
    public static readonly ColumnListing Nothing = new(new HashSet<string>(), false);
}
