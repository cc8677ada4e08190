namespace MlConnector.Benchmarks.Measuring;

/// <summary>Something that is measured round by round; what it needs is made once, before the first.</summary>
internal interface IBenchmark : IAsyncDisposable
{
    Task SetUpAsync();

    Task<IReadOnlyList<Figure>> RunAsync();

    /// <summary>How many rounds count, and whether one goes before them to warm up.</summary>
    (bool WarmUp, int Rounds) Plan(int asked) => (true, asked);
}

/// <param name="Aim">What it should reach, as text; none where there is no aim.</param>
internal sealed record Figure(string Name, double Value, string Unit, string? Aim = null);
