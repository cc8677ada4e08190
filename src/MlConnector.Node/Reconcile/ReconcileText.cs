using System.Globalization;
using System.Text;

namespace MlConnector.Node.Reconcile;

/// <summary>The report for a terminal.</summary>
internal static class ReconcileText
{
    private const int MostVendors = 50;

    public static string Of(ReconcileAnswer report)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Plain(report.Name)} ({report.RealmId}), {report.At.UtcDateTime:u}").AppendLine();
        Figures(text, report.Figures);
        foreach (var (type, count) in report.NotCarried) text.AppendLine(CultureInfo.InvariantCulture, $"{count:N0} of type {type} last changed before the day from which on is carried, and are left out.");
        Payables(text, report.OpenPayable);
        Differences(text, report.Differences);
        text.AppendLine();
        if (report.Calls.ServiceNow > 0) text.AppendLine(CultureInfo.InvariantCulture, $"{report.Calls.QuickBooks:N0} calls of QuickBooks, {report.Calls.ServiceNow:N0} of ServiceNow.");
        return text.AppendLine(Verdict(report)).ToString();
    }

    private static string Verdict(ReconcileAnswer report)
    {
        if (report.Agrees) return "Both sides agree, to the cent.";
        var unexplained = report.Differences.Where(d => d.Explanation is null).DistinctBy(d => d.Key).Count();
        return string.Create(CultureInfo.InvariantCulture,
            $"The sides differ in {report.Differences.DistinctBy(d => d.Key).Count():N0} records; {(unexplained == 0 ? "all are explained" : $"{unexplained:N0} are not explained")}.");
    }

    private static void Figures(StringBuilder text, IReadOnlyList<FigureAnswer> figures)
    {
        Row(text, "", "", "QuickBooks", "ServiceNow", true);
        foreach (var (index, figure) in figures.Index())
        {
            var name = figure.Currency is { } currency ? $"{figure.Name} {currency}" : figure.Name;
            Row(text, index > 0 && figures[index - 1].Type == figure.Type ? "" : figure.Type.ToString(), Plain(name), Number(figure, figure.QuickBooks), Number(figure, figure.ServiceNow), figure.Agrees);
        }
    }

    private static void Payables(StringBuilder text, IReadOnlyList<OpenPayableAnswer> payables)
    {
        var different = payables.Where(p => !p.Agrees).ToList();
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"Open payable of {payables.Count:N0} vendors: {(different.Count == 0 ? "all agree" : $"{different.Count:N0} differ")}.");
        foreach (var payable in different.Take(MostVendors))
            Row(text, $"  {payable.Vendor}", Plain($"{payable.Name} {payable.Currency}"), Money(payable.QuickBooks), Money(payable.ServiceNow), false);
        if (different.Count > MostVendors) text.AppendLine(CultureInfo.InvariantCulture, $"  … and {different.Count - MostVendors:N0} more; --json shows all.");
    }

    private static void Differences(StringBuilder text, IReadOnlyList<DifferenceAnswer> differences)
    {
        if (differences.Count > 0) text.AppendLine();
        foreach (var difference in differences)
        {
            text.Append("  ").Append(Plain(difference.Key)).Append(": ").AppendLine(Plain(Words(difference)));
            if (difference.Explanation is not { } explanation) continue;
            text.Append("      ").Append(explanation.State).Append(": ").AppendLine(Plain(explanation.Text));
            if (explanation.NextStep is { } next) text.Append("      -> ").AppendLine(Plain(next));
        }
    }

    private static string Words(DifferenceAnswer difference) => difference.What switch
    {
        "missing" => $"missing in ServiceNow ({difference.QuickBooks})",
        "notInQuickBooks" => $"not in QuickBooks ({difference.ServiceNow})",
        "doubled" => "stands in ServiceNow more than once",
        "stray" => $"a line of no invoice ({difference.ServiceNow})",
        "linesDoNotAddUp" => $"its lines in ServiceNow come to {difference.ServiceNow}",
        var column => $"{column} is '{difference.QuickBooks}' in QuickBooks and '{difference.ServiceNow}' in ServiceNow",
    };

    private static void Row(StringBuilder text, string first, string second, string quickBooks, string serviceNow, bool agrees) =>
        text.Append(first.PadRight(16)).Append(second.PadRight(28)).Append(quickBooks.PadLeft(20)).Append(serviceNow.PadLeft(20)).AppendLine(agrees ? "" : "  DIFFERS");

    private static string Number(FigureAnswer figure, decimal? value) =>
        figure.Currency is null && figure.Name != "amount" && value is { } count && decimal.IsInteger(count) ? count.ToString("N0", CultureInfo.InvariantCulture) : Money(value);

    private static string Money(decimal? value) => value?.ToString("N2", CultureInfo.InvariantCulture) ?? "not kept";

    // names and messages come from elsewhere, and a terminal obeys control characters
    private static string Plain(string words) => string.Concat(words.Select(c => char.IsControl(c) ? ' ' : c));
}
