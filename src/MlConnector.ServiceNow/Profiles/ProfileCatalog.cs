using System.Collections.Concurrent;

namespace MlConnector.ServiceNow.Profiles;

/// <summary>The profiles that ship with the connector.</summary>
public static class ProfileCatalog
{
    private static readonly ConcurrentDictionary<string, Profile> Loaded = new(StringComparer.Ordinal);

    public static IReadOnlyList<string> Names { get; } =
        [.. typeof(ProfileCatalog).Assembly.GetManifestResourceNames().Where(n => n.EndsWith(".json", StringComparison.Ordinal)).Select(n => n[..^5]).Order(StringComparer.Ordinal)];

    public static Profile Get(string name) => Names.Contains(name)
        ? Loaded.GetOrAdd(name, Load)
        : throw new ProfileException([$"There is no profile '{name}'; there are: {string.Join(", ", Names)}."]);

    private static Profile Load(string name)
    {
        using var stream = typeof(ProfileCatalog).Assembly.GetManifestResourceStream($"{name}.json")!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return ProfileReader.Read($"{name}.json", content.ToArray());
    }
}
