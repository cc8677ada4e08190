using MlConnector.Actors;
using MlConnector.Domain.Checks;
using MlConnector.Node.Http;

namespace MlConnector.Node.Ping;

/// <summary>The report of the checks for a browser.</summary>
internal static class PingPage
{
    private const string Cell = "padding:.3em .8em;text-align:left;vertical-align:top;border-top:1px solid #ccc";

    public static HtmlPage Of(PingReport report) => new(
        StatusCodes.Status200OK,
        $"{report.Name}: {PingText.Summary(report)}",
        string.Join(Environment.NewLine, report.Checks.GroupBy(c => c.Side).Select(Section)),
        width: "60em");

    private static string Section(IGrouping<CheckSide, Check> side) => $"""
        <h2>{side.Key}</h2>
        <table style="border-collapse:collapse;width:100%">
        <tr><th style="{Cell}">Check</th><th style="{Cell}">Result</th><th style="{Cell}">What was seen, what to do</th></tr>
        {string.Join(Environment.NewLine, side.Select(Row))}
        </table>
        """;

    private static string Row(Check check)
    {
        var remedy = check.Remedy is { } text ? $"<br><strong>{HtmlPage.Encode(text)}</strong>" : "";
        return $"""<tr><td style="{Cell}">{HtmlPage.Encode(check.Name)}</td><td style="{Cell}">{PingText.Result(check)}</td><td style="{Cell}">{HtmlPage.Encode(check.Detail)}{remedy}</td></tr>""";
    }
}
