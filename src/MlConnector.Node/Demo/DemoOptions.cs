using System.Globalization;

namespace MlConnector.Node.Demo;

internal sealed record DemoOptions
{
    public const string Usage = "Options are --keep, --vendors <number>, --bills <number> and --seed <number>.";

    public int Vendors { get; init; } = 40;

    public int Bills { get; init; } = 300;

    public int Seed { get; init; } = 1;

    /// <summary>Leaves both running at the end, until Ctrl+C.</summary>
    public bool Keep { get; init; }

    public static DemoOptions? Parse(string[] args) => Parse(args, new DemoOptions());

    private static DemoOptions? Parse(ReadOnlySpan<string> args, DemoOptions options) => args switch
    {
        [] => options,
        ["--keep", .. var rest] => Parse(rest, options with { Keep = true }),
        ["--vendors", var text, .. var rest] when Number(text, 1, 10_000) is { } n => Parse(rest, options with { Vendors = n }),
        ["--bills", var text, .. var rest] when Number(text, 1, 100_000) is { } n => Parse(rest, options with { Bills = n }),
        ["--seed", var text, .. var rest] when Number(text, 0, int.MaxValue) is { } n => Parse(rest, options with { Seed = n }),
        _ => null,
    };

    private static int? Number(string text, int min, int max) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max ? number : null;
}
