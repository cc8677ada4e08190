namespace MlConnector.QuickBooks;

/// <summary>The Intuit app, and where Intuit is.</summary>
public sealed record QuickBooksOptions(Uri ApiUrl, Uri TokenUrl, Uri RevokeUrl, string ClientId, string ClientSecret)
{
    public CallLimits Limits { get; init; } = CallLimits.Default;

    /// <summary>Change data capture answers at most as many objects, and has no paging.</summary>
    public int MostChanges { get; init; } = 1000;

    public override string ToString() => $"{ApiUrl} as {ClientId}";
}
