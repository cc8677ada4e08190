using System.Collections.Immutable;
using MlConnector.Domain.Realms;
using MlConnector.ServiceNow.Profiles;

namespace MlConnector.ServiceNow;

/// <summary>How one instance is reached, and as what its tables are written.</summary>
/// <param name="ClientId">The OAuth client, or the user of Basic authentication.</param>
/// <param name="Tables">Table names that replace the profile's, by the profile's name for them.</param>
public sealed record TargetConnection(
    Uri Address,
    string ClientId,
    string ClientSecret,
    string? Scope,
    string Profile,
    IReadOnlyDictionary<string, string> Tables,
    ServiceNowAuthentication Authentication = ServiceNowAuthentication.OAuth)
{
    /// <summary>Column names that replace the profile's, by the profile's names for the table and the column.</summary>
    public IReadOnlyDictionary<string, ImmutableSortedDictionary<string, string>> Columns { get; init; } = ProfileOverrides.None.Columns;

    /// <summary>The profiles that there are.</summary>
    public ProfileCatalog Profiles { get; init; } = ProfileCatalog.Shipped;

    /// <param name="profiles">Among which is the one that the settings name.</param>
    public static TargetConnection From(ServiceNowSettings settings, string clientSecret, ProfileCatalog profiles) =>
        new(settings.Address, settings.ClientId, clientSecret, settings.Scope, settings.Profile, settings.Tables, settings.Authentication ?? ServiceNowAuthentication.OAuth)
        {
            Columns = settings.Columns ?? ProfileOverrides.None.Columns, Profiles = profiles,
        };

    /// <exception cref="ProfileException">There is no such profile, or it has no such table or column.</exception>
    public Profile Load() => new ProfileOverrides(Tables, Columns).Of(Profiles.Get(Profile));

    public override string ToString() => $"{Address} as {ClientId}";
}
