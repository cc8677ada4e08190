namespace MlConnector.Node.Settings;

/// <summary>Finds what was probably meant by a misspelt name.</summary>
public static class NearestName
{
    /// <summary>The known name with the fewest edits, when few enough to be a slip.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        var nearest = known.MinBy(k => Distance(name, k));
        return nearest is not null && Distance(name, nearest) <= Math.Max(2, name.Length / 3) ? nearest : null;
    }

    // Levenshtein's distance, one row at a time, letters of either case alike
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
