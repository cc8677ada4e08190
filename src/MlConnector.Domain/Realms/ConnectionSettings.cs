using System.Collections.Immutable;
using MlConnector.Domain.Suppliers;

namespace MlConnector.Domain.Realms;

public enum UnmatchedVendors
{
    /// <summary>A vendor without a supplier gets one.</summary>
    Create,

    /// <summary>A vendor without a supplier waits for a person.</summary>
    Park,
}

/// <summary>What an operator says about one company: where its payables go, when it is polled, from when on.</summary>
/// <param name="VendorMatch">By what a vendor finds a supplier that is there already; none where only its key does.</param>
public sealed record ConnectionSettings(
    string Name,
    ServiceNowSettings ServiceNow,
    PollSchedule Schedule,
    DateOnly SyncFrom,
    UnmatchedVendors UnmatchedVendors = UnmatchedVendors.Create,
    VendorMatch? VendorMatch = null)
{
    /// <summary>The first instant of <see cref="SyncFrom"/>; no property, for the journal keeps these.</summary>
    public DateTimeOffset CarriedFrom() => new(SyncFrom, TimeOnly.MinValue, TimeSpan.Zero);
}

/// <summary>How the connector proves who it is to an instance.</summary>
public enum ServiceNowAuthentication
{
    /// <summary>An access token, got by client credentials.</summary>
    OAuth,

    /// <summary>A user and a password with each request: never but where a connection says so.</summary>
    Basic,
}

/// <param name="Instance">The subdomain (acme) or a whole URL.</param>
/// <param name="ClientId">The OAuth client, or the user of Basic authentication.</param>
/// <param name="Tables">Table names that replace the profile's, by the profile's name for them.</param>
/// <param name="Columns">Column names that replace the profile's, by the profile's names for the table and the column.</param>
public sealed record ServiceNowSettings(
    string Instance,
    string ClientId,
    string? Scope,
    string Profile,
    ImmutableSortedDictionary<string, string> Tables,
    int? RequestsPerSecond,
    int? MaxConcurrency,
    ServiceNowAuthentication? Authentication = null,
    ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>? Columns = null)
{
    /// <summary>The instance's address, the same for all who name it in one way or another.</summary>
    public Uri Address => Instance.Contains("://", StringComparison.Ordinal)
        ? new Uri(Instance.TrimEnd('/') + "/")
        : new Uri($"https://{Instance.ToLowerInvariant()}.service-now.com/");

    /// <summary>Whether the other leads to the same tables in the same way, at whatever pace.</summary>
    public bool GoesTo(ServiceNowSettings other) =>
        this with { RequestsPerSecond = null, MaxConcurrency = null } == other with { RequestsPerSecond = null, MaxConcurrency = null };

    public bool Equals(ServiceNowSettings? other) =>
        other is not null && Instance == other.Instance && ClientId == other.ClientId && Scope == other.Scope && Profile == other.Profile
        && RequestsPerSecond == other.RequestsPerSecond && MaxConcurrency == other.MaxConcurrency && Authentication == other.Authentication && Tables.SequenceEqual(other.Tables)
        && Same(Columns, other.Columns);

    private static bool Same(ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>? a, ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>? b) =>
        a is null || b is null ? a == b : a.Keys.SequenceEqual(b.Keys) && a.All(table => table.Value.SequenceEqual(b[table.Key]));

    public override int GetHashCode() => HashCode.Combine(Instance, ClientId, Scope, Profile, RequestsPerSecond, MaxConcurrency, Tables.Count);
}
