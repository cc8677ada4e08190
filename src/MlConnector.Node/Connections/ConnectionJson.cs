using System.Globalization;
using System.Text.Json;
using MlConnector.Domain.Realms;
using MlConnector.Node.Json;
using MlConnector.ServiceNow.Profiles;

namespace MlConnector.Node.Connections;

/// <summary>Reads the JSON of a connection: all of it or none, with every fault by its path.</summary>
public static class ConnectionJson
{
    private const string DefaultProfile = "apo";

    // what GET adds; a PUT of what was read must not stumble over it
    private static readonly string[] ReadOnlyMembers =
        ["realmId", "status", "statusReason", "cursor", "lastPoll", "nextPollAt", "tokens", "counts", "calls"];

    /// <param name="secretStored">A client secret is stored already, so that it may be left out.</param>
    /// <param name="profiles">Those that a connection can name.</param>
    public static ConnectionRequest? Parse(JsonElement root, bool secretStored, ProfileCatalog profiles, JsonFaults faults)
    {
        if (JsonMembers.Of(root, "$", faults) is not { } connection) return null;
        foreach (var name in ReadOnlyMembers) connection.Skip(name);

        var label = connection.Text("name", "what people call this company", 200);
        var refreshToken = ReadQuickBooks(connection);
        var (serviceNow, clientSecret) = ReadServiceNow(connection, secretStored, profiles);
        var schedule = ReadSchedule(connection);
        var syncFrom = connection.Parsed<DateOnly>("syncFrom", TryDate, "a date as yyyy-MM-dd is, for example 2026-01-01",
            "the date from which on bills are carried over, as yyyy-MM-dd");
        var unmatched = connection.Parsed<UnmatchedVendors>("unmatchedVendors", TryUnmatchedVendors, "create or park is") ?? UnmatchedVendors.Create;
        var match = VendorMatchText.Read(connection, serviceNow?.Profile ?? DefaultProfile, profiles);
        connection.RefuseUnknown();

        return faults.Any
            ? null
            : new ConnectionRequest(new ConnectionSettings(label!, serviceNow!, schedule, syncFrom!.Value, unmatched, match), clientSecret, refreshToken);
    }

    private static string? ReadQuickBooks(JsonMembers connection)
    {
        if (connection.Object("quickBooks") is not { } quickBooks) return null;
        var refreshToken = quickBooks.Text("refreshToken");
        quickBooks.RefuseUnknown();
        return refreshToken;
    }

    private static (ServiceNowSettings?, string? ClientSecret) ReadServiceNow(JsonMembers connection, bool secretStored, ProfileCatalog profiles)
    {
        if (connection.Object("serviceNow", "an object that says where the payables go") is not { } serviceNow) return default;
        var instance = serviceNow.Text("instance", "the instance's subdomain or address");
        if (instance is not null && !InstanceName.IsValid(instance)) serviceNow.Fault("instance", $"'{instance}' is not allowed; {InstanceName.Allowed}.");
        var clientId = serviceNow.Text("clientId", "the client id of the OAuth application in the instance, or the user of basic authentication");
        var clientSecret = serviceNow.Text("clientSecret", secretStored ? null : "the client secret or the user's password; it may only be left out once one is stored");
        var authentication = serviceNow.Parsed<ServiceNowAuthentication>("authentication", TryAuthentication, "oauth or basic is");
        var scope = serviceNow.Text("scope");
        if (authentication == ServiceNowAuthentication.Basic && scope is not null) serviceNow.Fault("scope", "Basic authentication has none; leave it out.");
        var profile = serviceNow.Text("profile") ?? DefaultProfile;
        var known = profiles.Names.Contains(profile);
        if (!known) serviceNow.Fault("profile", $"'{profile}' is not allowed; {string.Join(" or ", profiles.Names)} is.");
        var (tables, columns) = ProfileOverridesJson.Read(serviceNow, profiles.Get(known ? profile : DefaultProfile));
        var requestsPerSecond = serviceNow.Number("requestsPerSecond", 1, 1000);
        var maxConcurrency = serviceNow.Number("maxConcurrency", 1, 64);
        serviceNow.RefuseUnknown();
        return (new ServiceNowSettings(instance ?? "", clientId ?? "", scope, profile, tables, requestsPerSecond, maxConcurrency,
            authentication == ServiceNowAuthentication.Basic ? authentication : null, columns), clientSecret);
    }

    private static PollSchedule ReadSchedule(JsonMembers connection)
    {
        var fallback = PollSchedule.Default;
        if (connection.Object("schedule") is not { } schedule) return fallback;
        var every = schedule.Parsed<TimeSpan>("every", ScheduleText.TryDuration, ScheduleText.DurationAllowed) ?? fallback.Every;
        var zone = schedule.Text("timeZone") ?? fallback.TimeZone;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            schedule.Fault("timeZone", $"'{zone}' is not allowed; an IANA time zone is, for example America/Los_Angeles.");
        var days = schedule.Parsed<DaysOfWeek>("days", ScheduleText.TryDays, ScheduleText.DaysAllowed) ?? fallback.Days;
        var hours = schedule.Parsed<(TimeOnly From, TimeOnly To)>("hours", ScheduleText.TryHours, ScheduleText.HoursAllowed) ?? (fallback.From, fallback.To);
        var closing = ReadClosing(schedule, every);
        schedule.RefuseUnknown();
        return new PollSchedule(every, zone, days, hours.From, hours.To, closing);
    }

    private static ClosingDays? ReadClosing(JsonMembers schedule, TimeSpan every)
    {
        if (schedule.Object("closing") is not { } closing) return null;
        var days = new ClosingDays(
            closing.Number("lastDays", 0, 31) ?? 0,
            closing.Number("firstDays", 0, 31) ?? 0,
            closing.Parsed<TimeSpan>("every", ScheduleText.TryDuration, ScheduleText.DurationAllowed) ?? every);
        closing.RefuseUnknown();
        return days;
    }

    private static bool TryDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    private static bool TryAuthentication(string text, out ServiceNowAuthentication value)
    {
        (var known, value) = text switch
        {
            "oauth" => (true, ServiceNowAuthentication.OAuth),
            "basic" => (true, ServiceNowAuthentication.Basic),
            _ => (false, default),
        };
        return known;
    }

    private static bool TryUnmatchedVendors(string text, out UnmatchedVendors value)
    {
        (var known, value) = text switch
        {
            "create" => (true, UnmatchedVendors.Create),
            "park" => (true, UnmatchedVendors.Park),
            _ => (false, default),
        };
        return known;
    }
}
