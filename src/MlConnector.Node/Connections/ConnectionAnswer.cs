using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MlConnector.Actors;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;
using MlConnector.Node.Connect;

namespace MlConnector.Node.Connections;

/// <summary>A connection as it is read: what was written, without its secrets, and how it fares.</summary>
public sealed record ConnectionAnswer(
    string RealmId,
    string Name,
    object QuickBooks,
    ServiceNowAnswer ServiceNow,
    ScheduleAnswer Schedule,
    DateOnly SyncFrom,
    string UnmatchedVendors,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? VendorMatch,
    string Status,
    string? StatusReason,
    DateTimeOffset? Cursor,
    LastPoll? LastPoll,
    DateTimeOffset? NextPollAt,
    TokensAnswer Tokens,
    IReadOnlyDictionary<string, int> Counts,
    CallsAnswer Calls)
{
    public static ConnectionAnswer From(ConnectionView view, int budget, ConnectLink link, DateTimeOffset now)
    {
        var (state, settings) = (view.State, view.State.Settings!);
        var (serviceNow, schedule) = (settings.ServiceNow, settings.Schedule);
        return new ConnectionAnswer(
            view.Realm.Value,
            settings.Name,
            new { },
            new ServiceNowAnswer(serviceNow.Instance, serviceNow.ClientId, serviceNow.Scope, serviceNow.Profile, serviceNow.Tables,
                serviceNow.RequestsPerSecond, serviceNow.MaxConcurrency, serviceNow.Authentication?.ToString().ToLowerInvariant(), serviceNow.Columns),
            new ScheduleAnswer(
                ScheduleText.Duration(schedule.Every), schedule.TimeZone, ScheduleText.Days(schedule.Days), ScheduleText.Hours(schedule.From, schedule.To),
                schedule.Closing is { } c ? new ClosingAnswer(c.LastDays, c.FirstDays, ScheduleText.Duration(c.Every)) : null),
            settings.SyncFrom,
            settings.UnmatchedVendors.ToString().ToLowerInvariant(),
            VendorMatchText.Of(settings.VendorMatch),
            state.Status.ToString(),
            ReasonOf(view, link.For(view.Realm), now),
            state.Cursor,
            state.LastPoll,
            view.NextPollAt,
            new TokensAnswer(state.Grant?.AccessExpiresAt, state.Grant?.RefreshExpiresAt, state.Grant?.HardExpiresAt),
            Enum.GetValues<EntityStatus>().Where(s => s != EntityStatus.Unknown).ToDictionary(s => s.ToString(), s => view.Counts.GetValueOrDefault(s)),
            new CallsAnswer(CallsIn(state.Calls, now), budget, view.ServiceNowCallsThisMonth));
    }

    private static string? ReasonOf(ConnectionView view, string connect, DateTimeOffset now) => view.State.Status switch
    {
        RealmStatus.Paused when !view.State.Paused =>
            $"Nothing is written, since required checks of ServiceNow failed: {string.Join("; ", view.State.Instance!.Failed)} Mend them, and it goes on by itself (at once with POST …/resume); or write the connection with ?force=true.",
        RealmStatus.Paused => "Paused by an operator. Resume it with POST …/resume.",
        RealmStatus.NeedsReconnect => $"{view.State.GrantFault?.ToString() ?? "There is no grant of QuickBooks yet."} An administrator of the company connects it at {connect}; or write the connection again with quickBooks.refreshToken.",
        RealmStatus.Disconnected => "Removed by an operator; its history is kept. Write it again to connect it.",
        _ => string.Join(' ', NoticesOf(view, connect, now)) is { Length: > 0 } notices ? notices : null,
    };

    private static IEnumerable<string> NoticesOf(ConnectionView view, string connect, DateTimeOffset now)
    {
        if (GrantCare.Notice(view.State.Grant, now) is { } notice) yield return $"{notice} That is done at {connect}.";
        if (view.Pace is { } pace) yield return pace.ToString();
        if (SyncDecider.Notice(view.State) is { } disagreement) yield return disagreement.ToString();
        if (view.State.Instance is { Off.IsEmpty: false } instance)
            yield return $"The instance has no table for these, so that they are off: {string.Join(", ", instance.Off)}. Install it, then POST …/ping: they go on by themselves.";
    }

    // a month without a call leaves the count of the month before standing
    private static int CallsIn(CallCount calls, DateTimeOffset now) =>
        calls.Month == new DateOnly(now.UtcDateTime.Year, now.UtcDateTime.Month, 1) ? calls.QuickBooks : 0;
}

public sealed record ServiceNowAnswer(
    string Instance,
    string ClientId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Scope,
    string Profile,
    IReadOnlyDictionary<string, string> Tables,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? RequestsPerSecond,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? MaxConcurrency,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Authentication,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, ImmutableSortedDictionary<string, string>>? Columns);

public sealed record ScheduleAnswer(
    string Every,
    string TimeZone,
    string Days,
    string Hours,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ClosingAnswer? Closing);

public sealed record ClosingAnswer(int LastDays, int FirstDays, string Every);

/// <param name="HardExpiresAt">The end that no refresh puts off.</param>
public sealed record TokensAnswer(
    DateTimeOffset? AccessExpiresAt,
    DateTimeOffset? RefreshExpiresAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? HardExpiresAt);

public sealed record CallsAnswer(int QuickBooksThisMonth, int Budget, int ServiceNowThisMonth);
