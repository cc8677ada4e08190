using System.Collections.Concurrent;

namespace Akka.Embedded;

/// <summary>Threads for work that waits for a disk or a database, so that it never takes those that actors run on.</summary>
internal sealed class BlockingThreads
{
    private readonly BlockingCollection<Action> _work = [];

    internal BlockingThreads(int count)
    {
        for (var i = 0; i < count; i++) new Thread(Run) { IsBackground = true, Name = $"akka-blocking-{i}" }.Start();
    }

    internal Task<T> Run<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        return done.Task;
    }

    private void Run()
    {
        foreach (var work in _work.GetConsumingEnumerable()) work();
    }
}
