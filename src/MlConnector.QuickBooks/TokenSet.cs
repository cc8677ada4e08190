namespace MlConnector.QuickBooks;

/// <summary>What Intuit handed out. Both tokens must be durable before either is used.</summary>
/// <param name="RefreshExpiresAt">End of the rolling 100 days.</param>
/// <param name="HardExpiresAt">After it only a person can connect again, however often it was refreshed.</param>
public sealed record TokenSet(
    string AccessToken,
    DateTimeOffset AccessExpiresAt,
    string RefreshToken,
    DateTimeOffset? RefreshExpiresAt,
    DateTimeOffset? HardExpiresAt)
{
    public override string ToString() => $"tokens, access until {AccessExpiresAt:u}";
}
