using MlConnector.Domain;

namespace MlConnector.Node.Connect;

/// <summary>Where a person starts an authorization, as an address that works from outside where one is known.</summary>
public sealed class ConnectLink(Uri? redirectUrl)
{
    public const string Path = "/connect/quickbooks";
    private const string Callback = "/callback";

    private readonly string _start = redirectUrl?.AbsoluteUri is { } url && url.EndsWith(Callback, StringComparison.OrdinalIgnoreCase)
        ? url[..^Callback.Length]
        : Path;

    public string For(RealmId? realm) => realm is { } r ? $"{_start}?realmId={r}" : _start;
}
