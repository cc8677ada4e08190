using Akka.Embedded.Streams;
using Akka.Streams.Dsl;

namespace Akka.Streams;

/// <summary>End from outside the streams that they are part of.</summary>
public static class KillSwitches
{
    public static IGraph<FlowShape<T, T>, UniqueKillSwitch> Single<T>() => new Flow<T, T, UniqueKillSwitch>((into, _, from, to) =>
    {
        var kill = new UniqueKillSwitch();
        into.Add(new KillStage<T>(kill.Trigger.Token, () => kill.Trigger.Cause)).Connect(from, to);
        return kill;
    });

    public static SharedKillSwitch Shared(string name) => new();
}

public sealed class UniqueKillSwitch
{
    internal UniqueKillSwitch() { }

    internal KillTrigger Trigger { get; } = new();

    public void Shutdown() => Trigger.Pull(null);

    public void Abort(Exception cause) => Trigger.Pull(cause);
}

public sealed class SharedKillSwitch
{
    private readonly KillTrigger _trigger = new();

    internal SharedKillSwitch() { }

    public void Shutdown() => _trigger.Pull(null);

    public IGraph<FlowShape<T, T>, SharedKillSwitch> Flow<T>() => new Flow<T, T, SharedKillSwitch>((into, _, from, to) =>
    {
        into.Add(new KillStage<T>(_trigger.Token, () => _trigger.Cause)).Connect(from, to);
        return this;
    });
}

/// <summary>Pulled once: what comes after the first has no effect.</summary>
internal sealed class KillTrigger
{
    private readonly CancellationTokenSource _source = new();
    private int _pulled;

    internal CancellationToken Token => _source.Token;

    internal Exception? Cause { get; private set; }

    internal void Pull(Exception? cause)
    {
        if (Interlocked.Exchange(ref _pulled, 1) == 1) return;
        Cause = cause;
        _source.Cancel();
    }
}
