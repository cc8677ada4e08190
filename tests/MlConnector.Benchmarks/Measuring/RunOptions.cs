using System.Globalization;
using MlConnector.Benchmarks.Stores;

namespace MlConnector.Benchmarks.Measuring;

internal sealed record RunOptions(IReadOnlyList<string> Names, int Rounds, StoreFactory Stores)
{
    /// <summary>None when they make no sense.</summary>
    public static RunOptions? Parse(string[] args)
    {
        var names = new List<string>();
        var rounds = 5;
        StoreFactory? stores = StoreFactory.Sqlite;
        for (var i = 0; i < args.Length; i++)
        {
            if (Catalog.Names.Contains(args[i])) names.Add(args[i]);
            else if (++i == args.Length) return null;
            else if (args[i - 1] == "--store") stores = StoreFactory.Find(args[i]);
            else if (args[i - 1] != "--rounds" || !int.TryParse(args[i], CultureInfo.InvariantCulture, out rounds)) return null;
        }
        return stores is null || rounds < 1 ? null : new RunOptions(names.Count > 0 ? names : [.. Catalog.Names], rounds, stores);
    }
}
