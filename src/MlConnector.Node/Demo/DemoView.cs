using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MlConnector.Node.Demo;

/// <summary>Shows what flows: a table that lives where there is a terminal, plain lines where there is none.</summary>
internal sealed class DemoView
{
    private static readonly TimeSpan PlainPace = TimeSpan.FromSeconds(2);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<string> _steps = [];
    private readonly bool _lives = !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive;
    private readonly IAnsiConsole _console = Console.IsOutputRedirected
        ? AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No })
        : AnsiConsole.Console;
    private readonly Lock _gate = new();
    private DemoFigures? _figures;
    private TimeSpan _shown = -PlainPace;

    /// <summary>Something that the demo does, or sees happen.</summary>
    public void Step(string text)
    {
        var line = $"{_clock.Elapsed.TotalSeconds,5:0.0} s  {text}";
        lock (_gate) _steps.Add(line);
        if (!_lives) Console.WriteLine(line);
    }

    public void Show(DemoFigures figures)
    {
        lock (_gate) _figures = figures;
        if (_lives || _clock.Elapsed - _shown < PlainPace) return;
        _shown = _clock.Elapsed;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{_clock.Elapsed.TotalSeconds,5:0.0} s  node {figures.Status}{string.Concat(figures.Counts.Select((c, i) => $"{(i == 0 ? "; " : ", ")}{c.Value} {c.Key}"))}; bills {figures.BillsInQuickBooks} / {figures.InvoicesInServiceNow}, sums {figures.AmountInQuickBooks:N2} / {figures.AmountInServiceNow:N2}; requests {figures.QuickBooksRequests} / {figures.ServiceNowRequests}"));
    }

    /// <summary>Runs the play under the live table.</summary>
    public async Task RunAsync(Func<Task> play)
    {
        if (!_lives)
        {
            await play();
            return;
        }
        await _console.Live(Picture()).AutoClear(false).StartAsync(async live =>
        {
            var playing = play();
            using var frames = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
            while (!playing.IsCompleted)
            {
                await Task.WhenAny(playing, frames.WaitForNextTickAsync().AsTask());
                live.UpdateTarget(Picture());
            }
            await playing;
        });
    }

    private IRenderable Picture()
    {
        lock (_gate)
        {
            var steps = new Rows(_steps.TakeLast(12).Select(s => new Text(s)));
            if (_figures is not { } f) return steps;
            var flow = new Table().RoundedBorder().AddColumn("").AddColumn(Right("QuickBooks")).AddColumn(Right("ServiceNow"));
            flow.AddRow("bills", Number(f.BillsInQuickBooks), Number(f.InvoicesInServiceNow));
            flow.AddRow("sum", Money(f.AmountInQuickBooks), Money(f.AmountInServiceNow));
            flow.AddRow("requests", Number(f.QuickBooksRequests), Number(f.ServiceNowRequests));
            flow.AddRow("edits", Number(f.Edits), "");
            var states = new BreakdownChart().Width(60).ShowTags();
            foreach (var (state, count) in f.Counts.Where(c => c.Value > 0)) states.AddItem(state, count, ColorOf(state));
            return new Rows(flow, new Text($"node: {f.Status}"), states, steps);
        }
    }

    private static TableColumn Right(string header) => new TableColumn(header).RightAligned();

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Money(decimal value) => value.ToString("N2", CultureInfo.InvariantCulture);

    private static Color ColorOf(string state) => state switch
    {
        "Staged" => Color.Green,
        "Pending" => Color.Yellow,
        "Parked" => Color.Red,
        "Removed" => Color.Grey,
        _ => Color.Blue,
    };
}
