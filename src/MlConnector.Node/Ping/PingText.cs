using System.Text;
using MlConnector.Actors;
using MlConnector.Domain.Checks;

namespace MlConnector.Node.Ping;

/// <summary>The report of the checks as a table for a terminal.</summary>
internal static class PingText
{
    private const int Width = 110;
    private const int Standing = 9;

    public static string Of(PingReport report)
    {
        var text = new StringBuilder();
        text.Append(Plain(report.Name)).Append(": ").AppendLine(Summary(report));
        var name = report.Checks.Max(c => c.Name.Length) + 2;
        foreach (var side in report.Checks.GroupBy(c => c.Side))
        {
            text.AppendLine().AppendLine(side.Key.ToString());
            foreach (var check in side) Append(text, check, name);
        }
        return text.ToString();
    }

    public static string Summary(PingReport report)
    {
        var (failed, unknown) = (report.Checks.Count(c => c.Ok == false), report.Checks.Count(c => c.Ok is null));
        return $"{report.Checks.Count} checks, {(failed == 0 ? "none" : failed)} failed{(unknown == 0 ? "" : $", {unknown} unknown")}";
    }

    public static string Result(Check check) => check.Ok switch { true => "ok", false => "FAILED", null => "unknown" };

    private static void Append(StringBuilder text, Check check, int name)
    {
        text.Append("  ").Append(Result(check).PadRight(Standing)).Append(check.Name.PadRight(name));
        var margin = 2 + Standing + name;
        AppendWrapped(text, Plain(check.Detail), margin);
        if (check.Remedy is not { } remedy) return;
        text.Append(' ', margin).Append("-> ");
        AppendWrapped(text, Plain(remedy), margin + 3);
    }

    private static void AppendWrapped(StringBuilder text, string words, int margin)
    {
        var room = Math.Max(40, Width - margin);
        var used = 0;
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (used > 0 && used + 1 + word.Length > room)
            {
                text.AppendLine().Append(' ', margin);
                used = 0;
            }
            if (used > 0) text.Append(' ');
            text.Append(word);
            used += word.Length + (used > 0 ? 1 : 0);
        }
        text.AppendLine();
    }

    // names and messages come from elsewhere, and a terminal obeys control characters
    private static string Plain(string words) => string.Concat(words.Select(c => char.IsControl(c) ? ' ' : c));
}
