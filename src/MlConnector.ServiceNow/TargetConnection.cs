using MlConnector.Domain.Realms;

namespace MlConnector.ServiceNow;

/// <summary>How one instance is reached, and as what its tables are written.</summary>
/// <param name="Tables">Table names that replace the profile's, by the profile's name for them.</param>
public sealed record TargetConnection(
    Uri Address,
    string ClientId,
    string ClientSecret,
    string? Scope,
    string Profile,
    IReadOnlyDictionary<string, string> Tables)
{
    public static TargetConnection From(ServiceNowSettings settings, string clientSecret) =>
        new(settings.Address, settings.ClientId, clientSecret, settings.Scope, settings.Profile, settings.Tables);

    public override string ToString() => $"{Address} as {ClientId}";
}
