using System.Globalization;

namespace MlConnector.Node.Settings;

/// <summary>Reads one section strictly: each read notes the key as known, each fault is kept, so that all are told at once.</summary>
internal sealed class SettingsSection(IConfiguration configuration, string section)
{
    private const string Hidden = "(not shown)";
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _faults = [];

    public IReadOnlyList<string> Faults => _faults;

    public string? Text(string key)
    {
        _known.Add(key);
        var value = configuration[$"{section}:{key}"];
        return string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    }

    public int Number(string key, int fallback, int min, int max)
    {
        if (Text(key) is not { } text) return fallback;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max) return number;
        Fault(key, text, $"a whole number from {min} to {max}");
        return fallback;
    }

    public T Choice<T>(string key, T fallback)
        where T : struct, Enum
    {
        if (Text(key) is not { } text) return fallback;
        foreach (var choice in Enum.GetValues<T>())
        {
            if (string.Equals(choice.ToString(), text, StringComparison.OrdinalIgnoreCase)) return choice;
        }
        Fault(key, text, string.Join(" or ", Enum.GetNames<T>()));
        return fallback;
    }

    public Uri? Address(string key)
    {
        if (Text(key) is not { } text) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.UserInfo.Length == 0
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            return address;
        }
        Fault(key, text, "a full https address (http only on this machine itself), without user name or password");
        return null;
    }

    public void Fault(string key, string value, string allowed) => _faults.Add($"{section}:{key} is '{value}'. Allowed is {allowed}.");

    public void SecretFault(string key, string problem, string allowed) =>
        _faults.Add($"{section}:{key} is {Hidden}: {problem}. Allowed is {allowed}.");

    /// <summary>Faults every key that nothing has read.</summary>
    public void RefuseUnknown()
    {
        var prefix = section.Length + 1;
        foreach (var (path, value) in configuration.GetSection(section).AsEnumerable())
        {
            // a section that has only children bears no value
            if (value is null || path.Length <= prefix || _known.Contains(path[prefix..])) continue;
            var nearest = NearestName.Of(path[prefix..], _known);
            var shown = LooksSecret(path) || (nearest is not null && LooksSecret(nearest)) ? Hidden : $"'{value}'";
            _faults.Add($"{path} is no setting (its value is {shown}). {(nearest is null ? $"Known are: {KnownKeys()}." : $"Did you mean {section}:{nearest}?")}");
        }
    }

    private string KnownKeys() => string.Join(", ", _known.Order(StringComparer.Ordinal));

    // a misspelt key may hold a secret all the same
    private static bool LooksSecret(string path) =>
        new[] { "key", "secret", "token", "pass", "pwd", "connection", "credential" }.Any(w => path.Contains(w, StringComparison.OrdinalIgnoreCase));
}
