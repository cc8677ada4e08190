namespace MlConnector.Sandbox.ServiceNow;

/// <summary>What becomes of a query part that makes no sense.</summary>
public enum InvalidQueryParts { Ignored, Refused, MatchNothing }

/// <summary>How the emulated instance behaves; may be changed while it runs.</summary>
public sealed class ServiceNowSettings
{
    public string ClientId { get; set; } = "5f0e1sandboxclient";
    public string ClientSecret { get; set; } = "sandbox-instance-secret";
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Scopes that the registry record allows; none allows all.</summary>
    public ISet<string> Scopes { get; } = new HashSet<string>();

    public bool BasicAllowed { get; set; } = true;
    public string UserName { get; set; } = "ml.connector";
    public string Password { get; set; } = "sandbox-password";

    public InvalidQueryParts InvalidQueryParts { get; set; } = InvalidQueryParts.Ignored;

    /// <summary>Calls that carry the session's cookies are answered 202 and dropped.</summary>
    public bool DropsSessionCalls { get; set; } = true;

    /// <summary>Inbound calls at a time, and how many may wait for their turn.</summary>
    public int Semaphores { get; set; } = 4;
    public int QueueLimit { get; set; } = 50;

    /// <summary>Time that every transaction holds its semaphore.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Time that every item of a batch takes besides.</summary>
    public TimeSpan BatchItemLatency { get; set; }

    /// <summary>A batch that has taken so long leaves the rest of its items undone.</summary>
    public TimeSpan BatchQuota { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Requests an hour and table under a rate limit rule; none for no rule.</summary>
    public int? RequestsPerHour { get; set; }

    /// <summary>A payment detail is refused while its invoice is not pending payment.</summary>
    public bool PaymentsNeedPendingInvoices { get; set; } = true;

    /// <summary>A hibernating developer instance answers everything with a page.</summary>
    public bool Asleep { get; set; }
}
