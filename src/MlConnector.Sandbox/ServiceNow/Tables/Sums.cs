using System.Globalization;

namespace MlConnector.Sandbox.ServiceNow.Tables;

internal static class Sums
{
    public static decimal Of(IEnumerable<Row> rows, string column) =>
        rows.Sum(r => decimal.TryParse(r[column], CultureInfo.InvariantCulture, out var amount) ? amount : 0m);
}
