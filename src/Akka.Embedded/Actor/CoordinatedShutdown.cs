using Akka.Event;

namespace Akka.Actor;

/// <summary>Runs what is to be done before a system ends, phase by phase; what a phase does runs side by side and has only so long.</summary>
public sealed class CoordinatedShutdown : IExtension
{
    public const string PhaseBeforeServiceUnbind = "before-service-unbind";
    public const string PhaseServiceUnbind = "service-unbind";
    public const string PhaseServiceRequestsDone = "service-requests-done";
    public const string PhaseServiceStop = "service-stop";
    public const string PhaseBeforeClusterShutdown = "before-cluster-shutdown";
    public const string PhaseClusterShardingShutdownRegion = "cluster-sharding-shutdown-region";
    public const string PhaseClusterLeave = "cluster-leave";
    public const string PhaseClusterExiting = "cluster-exiting";
    public const string PhaseClusterExitingDone = "cluster-exiting-done";
    public const string PhaseClusterShutdown = "cluster-shutdown";
    public const string PhaseBeforeActorSystemTerminate = "before-actor-system-terminate";
    public const string PhaseActorSystemTerminate = "actor-system-terminate";

    private static readonly string[] Phases =
    [
        PhaseBeforeServiceUnbind, PhaseServiceUnbind, PhaseServiceRequestsDone, PhaseServiceStop, PhaseBeforeClusterShutdown,
        PhaseClusterShardingShutdownRegion, PhaseClusterLeave, PhaseClusterExiting, PhaseClusterExitingDone, PhaseClusterShutdown,
        PhaseBeforeActorSystemTerminate, PhaseActorSystemTerminate,
    ];

    private readonly ActorSystemImpl _system;
    private readonly Dictionary<string, List<(string Name, Func<Task<Done>> Task)>> _tasks =
        Phases.ToDictionary(p => p, _ => new List<(string, Func<Task<Done>>)>());
    private Task<Done>? _run;

    private CoordinatedShutdown(ActorSystemImpl system) => _system = system;

    public static CoordinatedShutdown Get(ActorSystem system) => (CoordinatedShutdown)system.RegisterExtension(Id.Instance)!;

    public void AddTask(string phase, string taskName, Func<Task<Done>> task)
    {
        if (!_tasks.TryGetValue(phase, out var tasks))
            throw new ArgumentException($"Unknown phase [{phase}], known phases [{string.Join(", ", Phases)}]. All phases must be defined in configuration.");
        lock (tasks) tasks.Add((taskName, task));
    }

    public TimeSpan Timeout(string phase)
    {
        var common = _system.Settings.Config.GetTimeSpan("akka.coordinated-shutdown.default-phase-timeout", TimeSpan.FromSeconds(5));
        var builtIn = phase is PhaseClusterShardingShutdownRegion or PhaseClusterExiting or PhaseActorSystemTerminate ? TimeSpan.FromSeconds(10) : common;
        return _system.Settings.Config.GetTimeSpan($"akka.coordinated-shutdown.phases.{phase}.timeout", builtIn);
    }

    /// <summary>Runs all phases once; later calls get the same task.</summary>
    public Task<Done> Run(Reason reason, string? fromPhase = null)
    {
        TaskCompletionSource<Done> done;
        lock (_tasks)
        {
            if (_run is not null) return _run;
            done = _system.Runtime.NewCompletion<Done>();
            _run = done.Task;
        }
        _ = RunPhases(fromPhase, done);
        return _run;
    }

    private async Task RunPhases(string? fromPhase, TaskCompletionSource<Done> done)
    {
        foreach (var phase in Phases.SkipWhile(p => fromPhase is not null && p != fromPhase))
        {
            await RunPhase(phase).ConfigureAwait(false);
            if (phase == PhaseActorSystemTerminate) await _system.FinalTerminate().ConfigureAwait(false);
        }
        done.TrySetResult(Done.Instance);
    }

    private async Task RunPhase(string phase)
    {
        (string Name, Func<Task<Done>> Task)[] tasks;
        lock (_tasks[phase]) tasks = [.. _tasks[phase]];
        if (tasks.Length == 0) return;
        var all = Task.WhenAll(tasks.Select(t => RunTask(phase, t.Name, t.Task)));
        var limit = _system.Runtime.NewCompletion<Done>();
        using var timer = _system.Runtime.Time.CreateTimer(
            _ => limit.TrySetResult(Done.Instance), null, Timeout(phase), global::System.Threading.Timeout.InfiniteTimeSpan);
        if (await Task.WhenAny(all, limit.Task).ConfigureAwait(false) != all)
            _system.Log.Warning("Coordinated shutdown phase [{0}] timed out after {1}", phase, Timeout(phase));
    }

    private async Task RunTask(string phase, string name, Func<Task<Done>> task)
    {
        try
        {
            await task().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _system.Log.Warning(e, "Task [{0}] failed in phase [{1}]: {2}", name, phase, e.Message);
        }
    }

    public class Reason;

    public class ActorSystemTerminateReason : Reason
    {
        public static readonly Reason Instance = new ActorSystemTerminateReason();
    }

    public class ClrExitReason : Reason
    {
        public static readonly Reason Instance = new ClrExitReason();
    }

    private sealed class Id : ExtensionIdProvider<CoordinatedShutdown>
    {
        internal static readonly Id Instance = new();

        public override CoordinatedShutdown CreateExtension(ExtendedActorSystem system) => new((ActorSystemImpl)system);
    }
}
