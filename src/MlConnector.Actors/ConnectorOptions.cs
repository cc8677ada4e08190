using MlConnector.ServiceNow.Profiles;

namespace MlConnector.Actors;

public enum StoreProvider
{
    Sqlite,
    PostgreSql,
}

/// <summary>What the actors need to know of a node's settings; the node reads and checks them.</summary>
public sealed record ConnectorOptions
{
    public required StoreProvider Provider { get; init; }

    public required string ConnectionString { get; init; }

    /// <summary>How many entities that webhooks told of are read one by one; more are answered by one call for all changes.</summary>
    public int QuickBooksWebhookReads { get; init; } = 5;

    /// <summary>Metered reads of QuickBooks a month, of all companies together.</summary>
    public int QuickBooksMonthlyCallBudget { get; init; } = 500_000;

    /// <summary>Requests a second to one instance, unless the connection says otherwise.</summary>
    public int ServiceNowRequestsPerSecond { get; init; } = 7;

    /// <summary>Requests in flight to one instance, unless the connection says otherwise.</summary>
    public int ServiceNowMaxConcurrency { get; init; } = 2;

    /// <summary>The profiles that connections can name.</summary>
    public ProfileCatalog Profiles { get; init; } = ProfileCatalog.Shipped;

    /// <summary>How long a request is given to land at an instance when whoever sent it is gone; an instance's own limit is 60 s.</summary>
    public TimeSpan ServiceNowTransactionLimit { get; init; } = TimeSpan.FromSeconds(5);
}
