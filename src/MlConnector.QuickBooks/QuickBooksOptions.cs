namespace MlConnector.QuickBooks;

/// <summary>The Intuit app, and where Intuit is.</summary>
public sealed record QuickBooksOptions(Uri ApiUrl, Uri TokenUrl, Uri RevokeUrl, string ClientId, string ClientSecret)
{
    public CallLimits Limits { get; init; } = CallLimits.Default;

    public override string ToString() => $"{ApiUrl} as {ClientId}";
}
