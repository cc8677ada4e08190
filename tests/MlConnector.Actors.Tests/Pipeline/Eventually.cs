using System.Diagnostics;

namespace MlConnector.Actors.Tests.Pipeline;

/// <summary>Waits for something that comes about by itself; fails when it does not within a generous time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Task Holds(Func<bool> condition) => Holds(() => Task.FromResult(condition()));

    public static async Task Holds(Func<Task<bool>> condition)
    {
        var since = Stopwatch.StartNew();
        while (!await condition())
        {
            since.Elapsed.ShouldBeLessThan(Patience, "it did not come about");
            await Task.Delay(50);
        }
    }
}
