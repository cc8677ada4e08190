using System.Text.RegularExpressions;

namespace MlConnector.Node.Connections;

/// <summary>Tells whether a text names a ServiceNow instance: its subdomain, or its whole address.</summary>
internal static partial class InstanceName
{
    public const string Allowed =
        "the instance's subdomain is (acme for https://acme.service-now.com), or its https address; http only on this machine itself";

    public static bool IsValid(string text) => text.Contains("://", StringComparison.Ordinal)
        ? Uri.TryCreate(text, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            && address is { Host.Length: > 0, UserInfo: "", Query: "", Fragment: "" }
        : Subdomain().IsMatch(text);

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\z")]
    private static partial Regex Subdomain();
}
