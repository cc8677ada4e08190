using MlConnector.Domain.Realms;

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
    public static TargetConnection From(ServiceNowSettings settings, string clientSecret) =>
        new(settings.Address, settings.ClientId, clientSecret, settings.Scope, settings.Profile, settings.Tables, settings.Authentication ?? ServiceNowAuthentication.OAuth);

    public override string ToString() => $"{Address} as {ClientId}";
}
