using System.Threading.Channels;
using Akka;
using Akka.Streams;
using Akka.Streams.Dsl;

namespace MlConnector.Actors.Writers;

/// <summary>
/// Lets requests to an instance through at its pace: a stream that throttles, then sends so many at once.
/// Who asks waits, so that a slow instance slows everything before it.
/// </summary>
internal sealed class StreamGate
{
    private readonly Channel<Request> _requests = Channel.CreateUnbounded<Request>(new UnboundedChannelOptions { SingleReader = true });

    private StreamGate() { }

    public static StreamGate Open(IMaterializer materializer, Pace pace)
    {
        var gate = new StreamGate();
        ChannelSource.FromReader(gate._requests.Reader)
            // allows for the grain of timers at high rates without ever running ahead of the pace by more than 50 ms
            .Throttle(pace.RequestsPerSecond, TimeSpan.FromSeconds(1), Math.Max(1, pace.RequestsPerSecond / 20), ThrottleMode.Shaping)
            .SelectAsyncUnordered(pace.MaxConcurrency, Send)
            .RunWith(Sink.Ignore<NotUsed>(), materializer);
        return gate;
    }

    /// <summary>Takes no more requests; those taken are still sent.</summary>
    public void Close() => _requests.Writer.TryComplete();

    /// <summary>The request's task; none when the gate is closed.</summary>
    public Task<T>? TryRun<T>(Func<CancellationToken, Task<T>> request, CancellationToken ct)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var item = new Request(async () =>
        {
            try
            {
                done.TrySetResult(await request(ct));
            }
            catch (Exception e)
            {
                done.TrySetException(e);
            }
        });
        return _requests.Writer.TryWrite(item) ? WaitAsync(done, ct) : null;
    }

    private static async Task<T> WaitAsync<T>(TaskCompletionSource<T> done, CancellationToken ct)
    {
        await using var _ = ct.Register(() => done.TrySetCanceled(ct));
        return await done.Task;
    }

    private static async Task<NotUsed> Send(Request request)
    {
        await request.Run();
        return NotUsed.Instance;
    }

    private sealed record Request(Func<Task> Run);
}

/// <param name="RequestsPerSecond">How often the instance is asked at most.</param>
/// <param name="MaxConcurrency">How many requests are in flight at most.</param>
internal readonly record struct Pace(int RequestsPerSecond, int MaxConcurrency);
