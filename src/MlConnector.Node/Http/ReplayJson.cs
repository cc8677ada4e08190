using System.Globalization;
using System.Text.Json;
using MlConnector.Actors;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Node.Json;

namespace MlConnector.Node.Http;

/// <summary>Reads the filters of a replay.</summary>
internal static class ReplayJson
{
    private const string InstantAllowed = "an ISO 8601 instant is, for example 2026-01-31T06:00:00Z; without an offset it is in UTC";

    private static readonly string[] InstantFormats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public static ReplayFilter? Parse(JsonElement root, JsonFaults faults)
    {
        if (JsonMembers.Of(root, "$", faults) is not { } replay) return null;
        var filter = new ReplayFilter(
            Choices<EntityType>(replay, "types"),
            replay.Texts("ids"),
            Choices<EntityStatus>(replay, "states"),
            replay.Parsed<DateTimeOffset>("from", TryInstant, InstantAllowed),
            replay.Parsed<DateTimeOffset>("to", TryInstant, InstantAllowed),
            replay.Flag("dryRun") ?? false,
            replay.Text("reason"));
        replay.RefuseUnknown();
        return faults.Any ? null : filter;
    }

    private static IReadOnlyList<T>? Choices<T>(JsonMembers replay, string name)
        where T : struct, Enum
    {
        if (replay.Texts(name) is not { } texts) return null;
        var choices = new List<T>();
        foreach (var text in texts)
        {
            if (QueryString.TryChoice<T>(text, out var choice)) choices.Add(choice);
            else replay.Fault(name, $"'{text}' is not allowed; {QueryString.Allowed<T>()} are.");
        }
        return choices;
    }

    private static bool TryInstant(string text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(text, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
}
