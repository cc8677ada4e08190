using Akka.Actor;
using Akka.Embedded.Streams;
using Akka.Streams.Dsl;

namespace Akka.Streams;

/// <summary>Runs streams below an actor or an actor system: they end when it does, and when this is shut down.</summary>
public sealed class ActorMaterializer : IMaterializer, IDisposable
{
    private readonly HashSet<Interpreter> _running = [];
    private readonly Lock _lock = new();

    private ActorMaterializer(IActorRefFactory context, ActorMaterializerSettings? settings, string? name)
    {
        System = context as ActorSystem ?? ((IActorContext)context).System;
        Settings = settings ?? ActorMaterializerSettings.Create(System);
        Supervisor = context.ActorOf(Props.Create(() => new StreamSupervisor(this)), name);
    }

    public ActorSystem System { get; }

    public ActorMaterializerSettings Settings { get; }

    public bool IsShutdown { get; private set; }

    public IActorRef Supervisor { get; }

    public static ActorMaterializer Create(IActorRefFactory context, ActorMaterializerSettings? settings = null, string? namePrefix = null) =>
        new(context, settings, namePrefix);

    public TMat Materialize<TMat>(IGraph<ClosedShape, TMat> runnable)
    {
        var root = ActorAttributes.CreateSupervisionStrategy(Settings.SupervisionDecider);
        var interpreter = new Interpreter((ActorSystemImpl)System, Ended);
        var value = ((RunnableGraph<TMat>)runnable).Build(interpreter, root);
        lock (_lock)
        {
            if (IsShutdown) throw new InvalidOperationException("Trying to materialize stream after materializer has been shutdown");
            _running.Add(interpreter);
        }
        interpreter.Schedule();
        return value;
    }

    public void Shutdown() => Supervisor.Tell(PoisonPill.Instance);

    public void Dispose() => Shutdown();

    internal void EndAll()
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
}
