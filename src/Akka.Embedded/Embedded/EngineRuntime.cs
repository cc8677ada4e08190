namespace Akka.Embedded;

/// <summary>
/// Where the engine's work runs, and what time it is there: the one seam between actors and streams on one side
/// and threads and clocks on the other. Whoever owns a queue (a mailbox, a stream) keeps its own work serial.
/// </summary>
public abstract class EngineRuntime
{
    /// <summary>The machine's thread pool and clock.</summary>
    public static EngineRuntime ThreadPool { get; } = new ThreadPoolRuntime();

    public abstract TimeProvider Time { get; }

    /// <summary>At least 0, less than 1: for delays that should not fall together.</summary>
    internal virtual double NextRandom() => Random.Shared.NextDouble();

    /// <summary>How many messages an actor handles before others have their turn.</summary>
    internal abstract int Throughput { get; }

    /// <summary>Runs the work once, soon, never on the caller's stack.</summary>
    internal abstract void Execute(IThreadPoolWorkItem work);

    /// <summary>Runs work that waits for a disk or a database, and hands over its result.</summary>
    internal abstract Task<T> RunBlocking<T>(Func<T> work);

    /// <summary>A completion whose waiters go on where this runtime runs its work.</summary>
    internal virtual TaskCompletionSource<T> NewCompletion<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class ThreadPoolRuntime : EngineRuntime
    {
        private readonly Lazy<BlockingThreads> _blocking = new(() => new BlockingThreads(8));

        public override TimeProvider Time => TimeProvider.System;

        internal override int Throughput => 64;

        internal override void Execute(IThreadPoolWorkItem work) =>
            System.Threading.ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);

        internal override Task<T> RunBlocking<T>(Func<T> work) => _blocking.Value.Run(work);
    }
}
