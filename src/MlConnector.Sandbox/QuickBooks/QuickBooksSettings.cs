namespace MlConnector.Sandbox.QuickBooks;

public enum ThrottleAnswer { Json, Xml, Html }

/// <summary>How the emulated Intuit behaves; may be changed while it runs.</summary>
public sealed class QuickBooksSettings
{
    public string ClientId { get; set; } = "ABsandboxclient";
    public string ClientSecret { get; set; } = "sandbox-client-secret";
    public string WebhookVerifierToken { get; set; } = "b2f0a1de-sandbox-verifier";

    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromHours(1);
    public TimeSpan RefreshTokenLifetime { get; set; } = TimeSpan.FromDays(100);
    public TimeSpan GrantLifetime { get; set; } = TimeSpan.FromDays(5 * 365);

    /// <summary>Age from which a refresh hands out a new refresh token; zero makes every refresh rotate.</summary>
    public TimeSpan RefreshTokenChangesAfter { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a refresh token is taken after another has replaced it; Intuit's own texts disagree.</summary>
    public TimeSpan ReplacedRefreshTokenLives { get; set; }

    /// <summary>The realm that an administrator chooses on the authorization page; none takes the first.</summary>
    public string? AuthorizeRealm { get; set; }

    /// <summary>The administrator says no.</summary>
    public bool RefuseAuthorization { get; set; }

    /// <summary>10 a second and 500 a minute for each realm.</summary>
    public bool Throttle { get; set; }
    public int RequestsPerSecond { get; set; } = 10;
    public int RequestsPerMinute { get; set; } = 500;
    public ThrottleAnswer ThrottleAnswer { get; set; } = ThrottleAnswer.Json;

    /// <summary>Most objects in one change data capture answer, of all types together.</summary>
    public int CdcCap { get; set; } = 1000;

    /// <summary>The documents do not say whether changedSince is inclusive; the default is the reading that hurts more.</summary>
    public bool CdcIncludesChangedSince { get; set; }
    public TimeSpan CdcLookBack { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Time that every Accounting API call takes.</summary>
    public TimeSpan Latency { get; set; }
}
