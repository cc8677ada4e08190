using MlConnector.Node.Demo;

namespace MlConnector.Node.Hosting;

/// <summary>What a command that talks to a running node is told: a company, the node's address, and in which form to answer.</summary>
/// <param name="Json">As the node answers, for a program; else for a person.</param>
internal sealed record OperatorOptions(string Realm, Uri Url, bool Json, string ApiKey)
{
    private const string Key = "MlConnector:Admin:ApiKey";

    /// <summary>None, and the reason on standard error, where something is missing.</summary>
    public static OperatorOptions? Parse(string[] args, string usage)
    {
        var (realm, url, json) = (default(string), default(string), false);
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--json": json = true; break;
                case "--url" when i + 1 < args.Length: url = args[++i]; break;
                case var text when realm is null && !text.StartsWith('-'): realm = text; break;
                default: return Refuse($"'{args[i]}' is not understood. Usage: {usage}");
            }
        }
        if (realm is null) return Refuse($"Usage: {usage}");
        var settings = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath("appsettings.json"), optional: true).AddEnvironmentVariables().Build();
        url ??= settings["ASPNETCORE_URLS"]?.Split(';')[0].Replace("*", "localhost", StringComparison.Ordinal).Replace("+", "localhost", StringComparison.Ordinal) ?? "http://localhost:5000";
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            return Refuse($"--url is '{url}'; the address of a node is, for example http://localhost:5000.");
        if (ApiKeyFrom(settings) is not { } key)
            return Refuse($"The admin key is missing: set {Key.Replace(":", "__", StringComparison.Ordinal)} as the node has it, or run this where a development node keeps its data folder.");
        return new OperatorOptions(realm, address, json, key);
    }

    /// <summary>As patient as the command takes.</summary>
    public NodeClient Client() => new(Url, ApiKey, Timeout.InfiniteTimeSpan);

    private static string? ApiKeyFrom(IConfiguration settings)
    {
        if (settings[Key] is { Length: > 0 } key) return key;
        var made = Path.Combine("data", "admin.key");
        return File.Exists(made) ? File.ReadAllText(made).Trim() : null;
    }

    private static OperatorOptions? Refuse(string why)
    {
        Console.Error.WriteLine(why);
        return null;
    }
}
