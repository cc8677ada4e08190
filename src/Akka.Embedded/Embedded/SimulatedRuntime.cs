namespace Akka.Embedded;

/// <summary>
/// A runtime on one thread: what runs next is drawn from a seed, and time moves only when nothing is left to run.
/// Two runs with the same seed take the same steps.
/// </summary>
public sealed class SimulatedRuntime : EngineRuntime
{
    private readonly Random _random;
    private readonly List<IThreadPoolWorkItem> _ready = [];
    private readonly VirtualTime _time;

    public SimulatedRuntime(int seed, DateTimeOffset start)
    {
        _random = new Random(seed);
        _time = new VirtualTime(start, this);
    }

    public override TimeProvider Time => _time;

    /// <summary>Runs one piece of ready work, chosen by the seed; false when there is none.</summary>
    public bool RunOne()
    {
        if (_ready.Count == 0) return false;
        var index = _random.Next(_ready.Count);
        var work = _ready[index];
        _ready.RemoveAt(index);
        // under a caller's context (a test runner's) what awaits would go on elsewhere
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try { work.Execute(); }
        finally { SynchronizationContext.SetSynchronizationContext(outer); }
        return true;
    }

    public void RunUntilIdle()
    {
        while (RunOne()) { }
    }

    /// <summary>Lets time pass, firing each timer at its own instant and running all that follows from it.</summary>
    public void Advance(TimeSpan by)
    {
        var end = _time.GetUtcNow() + by;
        RunUntilIdle();
        while (_time.FireNext(end)) RunUntilIdle();
        _time.MoveTo(end);
    }

    internal override double NextRandom() => _random.NextDouble();

    /// <summary>One, so that every order of two messages can come about.</summary>
    internal override int Throughput => 1;

    // waiters run at once, on the one thread there is
    internal override TaskCompletionSource<T> NewCompletion<T>() => new();

    internal override void Execute(IThreadPoolWorkItem work) => _ready.Add(work);

    internal override Task<T> RunBlocking<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>();
        Execute(new Step(() =>
        {
            try { done.SetResult(work()); }
            catch (Exception e) { done.SetException(e); }
        }));
        return done.Task;
    }

    internal sealed class Step(Action run) : IThreadPoolWorkItem
    {
        public void Execute() => run();
    }
}
