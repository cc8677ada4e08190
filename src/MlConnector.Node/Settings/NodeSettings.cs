using MlConnector.Actors;
using MlConnector.QuickBooks;

namespace MlConnector.Node.Settings;

/// <summary>Every setting of a node, checked.</summary>
public sealed record NodeSettings(
    ConnectorOptions Connector,
    SecretSetting MasterKey,
    SecretSetting AdminApiKey,
    QuickBooksSettings QuickBooks);

/// <summary>A secret as it was set: itself, the file that holds it, or not at all.</summary>
public sealed record SecretSetting(string Key, string? Value, string? File)
{
    public override string ToString() => Value is not null ? $"{Key} (set)" : File is not null ? $"{Key} in {File}" : $"{Key} (not set)";
}

/// <param name="Api">Where Intuit is, and the app that we are to it.</param>
/// <param name="Environment">Which of Intuit's two worlds the addresses are, unless set one by one.</param>
public sealed record QuickBooksSettings(
    QuickBooksOptions Api,
    IntuitEnvironment Environment,
    Uri AuthorizeUrl,
    Uri? RedirectUrl,
    string? WebhookVerifierToken,
    int MonthlyCallBudget)
{
    public override string ToString() => $"{Environment}, {Api}";
}

public enum IntuitEnvironment
{
    Production,
    Sandbox,
}
