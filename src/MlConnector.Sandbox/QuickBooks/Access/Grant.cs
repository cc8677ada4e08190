namespace MlConnector.Sandbox.QuickBooks.Access;

/// <summary>One administrator's consent for one realm, and the tokens that hang on it.</summary>
internal sealed class Grant(string realmId, DateTimeOffset given)
{
    public string RealmId { get; } = realmId;
    public DateTimeOffset Given { get; } = given;
    public string RefreshToken { get; set; } = "";
    public string? ReplacedRefreshToken { get; set; }
    public DateTimeOffset RefreshTokenMade { get; set; }
    public DateTimeOffset RefreshTokenUsed { get; set; }
    public bool Revoked { get; set; }
}
