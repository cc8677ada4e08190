namespace MlConnector.Domain.Realms;

/// <summary>What Intuit granted us for a company. The access token may be missing: a refresh brings one.</summary>
public sealed record Grant(
    SealedSecret? AccessToken,
    DateTimeOffset? AccessExpiresAt,
    SealedSecret RefreshToken,
    DateTimeOffset? RefreshExpiresAt,
    DateTimeOffset? HardExpiresAt);
