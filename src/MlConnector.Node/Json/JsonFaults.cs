namespace MlConnector.Node.Json;

/// <summary>What is wrong with a body, by JSON path; all of it, so that a person corrects it in one go.</summary>
public sealed class JsonFaults
{
    private readonly SortedDictionary<string, List<string>> _byPath = new(StringComparer.Ordinal);

    public bool Any => _byPath.Count > 0;

    public void Add(string path, string fault)
    {
        if (!_byPath.TryGetValue(path, out var faults)) _byPath[path] = faults = [];
        faults.Add(fault);
    }

    public IDictionary<string, string[]> ToErrors() => _byPath.ToDictionary(p => p.Key, p => p.Value.ToArray());
}
