using Akka.Embedded.Streams;
using Akka.Streams.Dsl;

namespace Akka.Streams;

/// <summary>Ends from outside the streams that it is part of.</summary>
public interface IKillSwitch
{
}

public static class KillSwitches
{
    public static IGraph<FlowShape<T, T>, UniqueKillSwitch> Single<T>() => new Flow<T, T, UniqueKillSwitch>((into, _, from, to) =>
    {
        var kill = new UniqueKillSwitch();
        into.Add(new KillStage<T>(kill.Trigger.Token, () => kill.Trigger.Cause)).Connect(from, to);
        return kill;
    });

    public static SharedKillSwitch Shared(string name) => new(name);

    public static IGraph<FlowShape<T, T>, NotUsed> AsFlow<T>(this CancellationToken cancellationToken, bool cancelGracefully = false) =>
        Dsl.Flow.OfOne<T, T>(_ => new KillStage<T>(cancellationToken,
            () => cancelGracefully ? null : new OperationCanceledException("Stage cancelled due to cancellation token request.", cancellationToken)));
}

public sealed class UniqueKillSwitch : IKillSwitch
{
    internal UniqueKillSwitch() { }

    internal KillTrigger Trigger { get; } = new();

    public void Shutdown() => Trigger.Pull(null);

    public void Abort(Exception cause) => Trigger.Pull(cause);
}

public sealed class SharedKillSwitch : IKillSwitch
{
    private readonly KillTrigger _trigger = new();
    private readonly string _name;

    internal SharedKillSwitch(string name) => _name = name;

    public void Shutdown() => _trigger.Pull(null);

    public IGraph<FlowShape<T, T>, SharedKillSwitch> Flow<T>() => new Flow<T, T, SharedKillSwitch>((into, _, from, to) =>
    {
        into.Add(new KillStage<T>(_trigger.Token, () => _trigger.Cause)).Connect(from, to);
        return this;
    });

    public override string ToString() => $"SharedKillSwitch({_name})";
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
