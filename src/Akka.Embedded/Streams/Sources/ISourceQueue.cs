namespace Akka.Streams;

public interface ISourceQueue<in T>
{
    /// <summary>Offers an element; with back-pressure the task is done only when there was room for it.</summary>
    Task<IQueueOfferResult> OfferAsync(T element);

    /// <summary>Done when the stream has completed, failed when it has failed.</summary>
    Task WatchCompletionAsync();
}

public interface ISourceQueueWithComplete<in T> : ISourceQueue<T>
{
    /// <summary>Completes the stream after what has been accepted.</summary>
    void Complete();

    /// <summary>Fails the stream at once.</summary>
    void Fail(Exception ex);
}

public interface IQueueOfferResult;

public static class QueueOfferResult
{
    public sealed class Enqueued : IQueueOfferResult
    {
        public static readonly Enqueued Instance = new();
        private Enqueued() { }
    }

    public sealed class Dropped : IQueueOfferResult
    {
        public static readonly Dropped Instance = new();
        private Dropped() { }
    }

    public sealed class QueueClosed : IQueueOfferResult
    {
        public static readonly QueueClosed Instance = new();
        private QueueClosed() { }
    }

    public sealed class Failure(Exception cause) : IQueueOfferResult
    {
        public Exception Cause => cause;
    }
}
