using System.Collections.Concurrent;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Embedded;
using Akka.Event;

namespace Akka.Actor;

internal sealed class ActorSystemImpl : ExtendedActorSystem
{
    private readonly ConcurrentDictionary<Type, Lazy<object>> _extensions = new();
    private readonly ConcurrentStack<Action> _onTermination = new();
    private readonly TaskCompletionSource _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DateTimeOffset _started;
    private readonly LocalRef _root;
    private LocalRef _user = null!;
    private LocalRef _systemGuardian = null!;
    private long _lastTemp;
    private int _terminating;

    internal ActorSystemImpl(string name, ActorSystemSetup setup)
    {
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') || name[0] is '-' or '_')
        {
            throw new ArgumentException(
                $"Invalid ActorSystem name [{name}], must contain only word characters (i.e. [a-zA-Z0-9] plus non-leading '-')", nameof(name));
        }
        Name = name;
        Runtime = setup.Get<EngineSetup>() is { HasValue: true, Value: var engine } ? engine.Runtime : EngineRuntime.ThreadPool;
        _started = Runtime.Time.GetUtcNow();
        Settings = new Settings(ConfigOf(setup), setup);
        Cluster.SingleNode.Check(name, Settings.Config);
        RootPath = new RootActorPath(new Address("akka", name)) { System = this };
        EventStream = new EventStream();
        Log = new BusLogging(EventStream, $"ActorSystem({name})", typeof(ActorSystem));
        EngineLogging.Start(this, setup);
        DeadLetterRef = new DeadLetterRef(RootPath / "deadLetters", EventStream);
        DeadLetters = DeadLetterRef;
        EngineLogging.LogDeadLetters(this);
        Scheduler = SchedulerOf();
        Serialization = new Serialization.Serialization(this);
        _root = new LocalRef(RootPath);
    }

    internal EngineRuntime Runtime { get; }

    internal RootActorPath RootPath { get; }

    internal DeadLetterRef DeadLetterRef { get; }

    public override Task WhenTerminated => _terminated.Task;

    public override TimeSpan Uptime => Runtime.Time.GetUtcNow() - _started;

    internal void Start()
    {
        var root = new ActorCell(this, _root, null, Props.Create(() => new GuardianActor()));
        root.Start();
        _user = root.ActorOf(Props.Create(() => new GuardianActor()), "user");
        _systemGuardian = root.ActorOf(Props.Create(() => new GuardianActor()), "system");
        CoordinatedShutdown.Get(this);
    }

    public override IActorRef ActorOf(Props props, string? name = null) => _user.Cell.ActorOf(props, name);

    public override IActorRef SystemActorOf(Props props, string? name = null) => _systemGuardian.Cell.ActorOf(props, name);

    /// <summary>The engine's own reference to an actor that a test knows by one of its own kind.</summary>
    internal EngineRef Known(IActorRef actor)
    {
        if (actor is EngineRef known) return known;
        var at = _root;
        foreach (var name in actor.Path.Elements)
        {
            if (at.Cell.FindChild(name) is not { } child) return new EmptyRef(actor.Path, this);
            at = child;
        }
        return at;
    }

    internal ActorPath NextTempPath() => new ChildActorPath(RootPath / "temp", $"${Interlocked.Increment(ref _lastTemp)}", ActorPath.NoUid);

    public override void Stop(IActorRef actor)
    {
        if (actor is LocalRef { Cell.Parent: LocalRef parent }) parent.Cell.Stop(actor);
        else (actor as EngineRef)?.Stop();
    }

    public override Task Terminate()
    {
        CoordinatedShutdown.Get(this).Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance);
        return WhenTerminated;
    }

    /// <summary>Stops all actors: users', then the engine's own.</summary>
    internal async Task FinalTerminate()
    {
        if (Interlocked.Exchange(ref _terminating, 1) != 0)
        {
            await WhenTerminated;
            return;
        }
        foreach (var guardian in new[] { _user, _systemGuardian, _root })
        {
            var stopped = Runtime.NewCompletion<bool>();
            guardian.Cell.OnStop(() => stopped.TrySetResult(true));
            guardian.Stop();
            await stopped.Task.ConfigureAwait(false);
        }
        (Scheduler as IDisposable)?.Dispose();
        while (_onTermination.TryPop(out var code)) code();
        _terminated.TrySetResult();
    }

    internal void Abort(Exception cause)
    {
        LogError(cause, RootPath, "failed at the root; the system terminates");
        _ = FinalTerminate();
    }

    internal void LogError(Exception cause, ActorPath source, string what) =>
        EventStream.Publish(new Error(cause, source.ToString(), typeof(ActorCell), $"{source} {what}: {cause.Message}"));

    public override void RegisterOnTermination(Action code)
    {
        if (WhenTerminated.IsCompleted) throw new InvalidOperationException("The system has terminated.");
        _onTermination.Push(code);
    }

    public override object? RegisterExtension(IExtensionId extension) =>
        _extensions.GetOrAdd(extension.ExtensionType, _ => new Lazy<object>(() => extension.CreateExtension(this))).Value;

    private static Config ConfigOf(ActorSystemSetup setup) =>
        setup.Get<BootstrapSetup>() is { HasValue: true, Value: var bootstrap } ? bootstrap.Config.GetOrElse(Config.Empty) : Config.Empty;

    // a test may bring a scheduler whose time it moves by hand
    private IScheduler SchedulerOf() => Settings.SchedulerClass.Length == 0
        ? new EngineScheduler(Runtime)
        : (IScheduler)Activator.CreateInstance(Type.GetType(Settings.SchedulerClass, throwOnError: true)!, Settings.Config, Log)!;

    private sealed class GuardianActor : ActorBase
    {
        protected override bool Receive(object message)
        {
            // nobody is to be stopped by a message to a guardian
            if (message is not Terminated) Context.System.DeadLetters.Tell(message, Sender);
            return true;
        }
    }
}
