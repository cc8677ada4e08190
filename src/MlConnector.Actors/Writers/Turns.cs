using System.Collections.Concurrent;
using Akka.Actor;

namespace MlConnector.Actors.Writers;

/// <summary>Requests that others send to the instance, each in its turn among the writer's own.</summary>
internal sealed class Turns(WriterLanes lanes, TimeProvider time)
{
    // no request takes as long; a turn that its taker cannot give back ends by itself
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _open = new();

    public async Task TakeAsync(TakeTurn take, IActorRef taker, CancellationToken ct)
    {
        var over = _open[take.Turn] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await lanes.LendAsync(take.Pace, () => UseAsync(over.Task, taker, ct), ct);
        }
        catch (OperationCanceledException)
        {
            taker.Tell(new Turn(TimeSpan.FromSeconds(1)));
        }
        finally
        {
            _open.TryRemove(take.Turn, out _);
        }
    }

    public void End(Guid turn)
    {
        if (_open.TryGetValue(turn, out var over)) over.TrySetResult();
    }

    private async Task UseAsync(Task over, IActorRef taker, CancellationToken ct)
    {
        // whoever waited too long has given it back by now
        if (over.IsCompleted) return;
        taker.Tell(new Turn(null));
        await Task.WhenAny(over, Task.Delay(Longest, time, ct));
    }
}
