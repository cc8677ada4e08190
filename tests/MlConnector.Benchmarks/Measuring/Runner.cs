using System.Globalization;

namespace MlConnector.Benchmarks.Measuring;

/// <summary>A round to warm up, then those that count; prints the median of each figure, and how far the rounds lay apart.</summary>
internal static class Runner
{
    public static async Task<int> RunAsync(string[] args)
    {
        var options = RunOptions.Parse(args);
        if (options is null)
        {
            await Console.Error.WriteLineAsync($"Usage: [{string.Join('|', Catalog.Names)}]... [--rounds 5] [--store sqlite|postgres]");
            return 2;
        }
        Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {options.Rounds} rounds unless a benchmark has its own, {options.Stores.Name}");
        Console.WriteLine($"{"",-8} {"",-62} {"median",10} {"lowest",10} {"highest",10}  {"",-14} aim");
        foreach (var name in options.Names)
        {
            await using var benchmark = Catalog.Find(name, options.Stores)!;
            await benchmark.SetUpAsync();
            var (warmUp, count) = benchmark.Plan(options.Rounds);
            if (warmUp) await benchmark.RunAsync();
            var rounds = new List<IReadOnlyList<Figure>>();
            for (var i = 0; i < count; i++) rounds.Add(await benchmark.RunAsync());
            Print(name, rounds);
        }
        return 0;
    }

    private static void Print(string name, List<IReadOnlyList<Figure>> rounds)
    {
        for (var i = 0; i < rounds[0].Count; i++)
        {
            var values = rounds.Select(r => r[i].Value).Order().ToList();
            var (_, _, unit, aim) = rounds[0][i];
            Console.WriteLine($"{name,-8} {rounds[0][i].Name,-62} {Text(Median(values)),10} {Text(values[0]),10} {Text(values[^1]),10}  {unit,-14} {aim}");
        }
    }

    private static double Median(List<double> sorted) =>
        sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;

    private static string Text(double value) => value.ToString(value < 100 ? "0.##" : "#,0", CultureInfo.InvariantCulture);
}
