using Akka.Actor;
using Akka.Embedded.Streams;
using Akka.Streams.Dsl;

namespace Akka.Streams;

/// <summary>Makes running streams of blueprints, and ends them with itself.</summary>
public interface IMaterializer
{
    TMat Materialize<TMat>(IGraph<ClosedShape, TMat> runnable);
}

/// <summary>Runs streams below an actor or an actor system: they end when it does, and when this is shut down.</summary>
public sealed class ActorMaterializer : IMaterializer, IDisposable
{
    private readonly HashSet<Interpreter> _running = [];
    private readonly Lock _lock = new();

    private readonly ActorSystemImpl _system;
    private readonly IActorRef _supervisor;

    internal ActorMaterializer(IActorRefFactory context, string? name)
    {
        _system = (ActorSystemImpl)(context as ActorSystem ?? ((IActorContext)context).System);
        _supervisor = context.ActorOf(Props.Create(() => new StreamSupervisor(this)), name);
    }

    public bool IsShutdown { get; private set; }

    public TMat Materialize<TMat>(IGraph<ClosedShape, TMat> runnable)
    {
        var interpreter = new Interpreter(_system, Ended);
        var value = ((RunnableGraph<TMat>)runnable).Build(interpreter, Attributes.None);
        lock (_lock)
        {
            if (IsShutdown) throw new InvalidOperationException("Trying to materialize stream after materializer has been shutdown");
            _running.Add(interpreter);
        }
        interpreter.Schedule();
        return value;
    }

    public void Shutdown() => _supervisor.Tell(PoisonPill.Instance);

    public void Dispose() => Shutdown();

    private void EndAll()
    {
        Interpreter[] running;
        lock (_lock)
        {
            IsShutdown = true;
            running = [.. _running];
            _running.Clear();
        }
        foreach (var interpreter in running) interpreter.Abort();
    }

    private void Ended(Interpreter interpreter)
    {
        lock (_lock) _running.Remove(interpreter);
    }

    /// <summary>Stands for the streams in the tree of actors: when it stops they end.</summary>
    private sealed class StreamSupervisor(ActorMaterializer materializer) : UntypedActor
    {
        protected override void OnReceive(object message) => Unhandled(message);

        protected override void PostStop() => materializer.EndAll();
    }
}

public static class ActorMaterializerExtensions
{
    public static ActorMaterializer Materializer(
        this IActorRefFactory context, ActorMaterializerSettings? settings = null, string? namePrefix = null) => new(context, namePrefix);
}
