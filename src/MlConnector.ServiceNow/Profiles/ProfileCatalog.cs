using System.Collections.Frozen;

namespace MlConnector.ServiceNow.Profiles;

/// <summary>The profiles that connections can name: those that ship with the connector, and those of a folder.</summary>
public sealed class ProfileCatalog
{
    private readonly FrozenDictionary<string, Profile> _profiles;

    private ProfileCatalog(IEnumerable<Profile> profiles)
    {
        _profiles = profiles.ToFrozenDictionary(p => p.Name, StringComparer.Ordinal);
        Names = [.. _profiles.Keys.Order(StringComparer.Ordinal)];
    }

    public static ProfileCatalog Shipped { get; } = new(ReadShipped());

    public IReadOnlyList<string> Names { get; }

    public Profile Get(string name) => _profiles.GetValueOrDefault(name)
        ?? throw new ProfileException([$"There is no profile '{name}'; there are: {string.Join(", ", Names)}."]);

    /// <summary>Those that ship, and every *.json of the folder. One with the name of one that ships takes its place.</summary>
    /// <exception cref="ProfileException">A file cannot be used; all faults of all files are told.</exception>
    public static ProfileCatalog With(string folder)
    {
        var faults = new List<string>();
        var read = new Dictionary<string, (string File, Profile Profile)>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Where(f => !f.EndsWith(".schema.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            try
            {
                var profile = ProfileReader.Read(file, File.ReadAllBytes(file));
                if (!read.TryAdd(profile.Name, (file, profile))) faults.Add($"{file}: the profile '{profile.Name}' is in {read[profile.Name].File} already.");
            }
            catch (ProfileException e)
            {
                faults.AddRange(e.Faults);
            }
        }
        if (faults.Count > 0) throw new ProfileException(faults);
        return new ProfileCatalog([.. ReadShipped().Where(p => !read.ContainsKey(p.Name)), .. read.Values.Select(r => r.Profile)]);
    }

    private static IEnumerable<Profile> ReadShipped()
    {
        var assembly = typeof(ProfileCatalog).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".json", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var content = new MemoryStream();
            stream.CopyTo(content);
            yield return ProfileReader.Read(name, content.ToArray());
        }
    }
}
