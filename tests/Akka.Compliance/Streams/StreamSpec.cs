using System.Threading.Channels;
using Akka.Streams;
using Akka.Streams.Dsl;

namespace Akka.Compliance.Streams;

public abstract class StreamSpec : Akka.TestKit.Xunit2.TestKit
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    protected StreamSpec() => Materializer = Sys.Materializer();

    protected ActorMaterializer Materializer { get; }

    /// <summary>Long enough for what must not happen to happen.</summary>
    protected static Task AWhile => Task.Delay(TimeSpan.FromMilliseconds(150));

    protected static Source<T, NotUsed> Never<T>() => ChannelSource.FromReader(Channel.CreateUnbounded<T>().Reader);

    protected static async Task Eventually(Func<bool> holds)
    {
        var end = DateTime.UtcNow + Patience;
        while (!holds())
        {
            if (DateTime.UtcNow > end) throw new TimeoutException("The condition did not come to hold.");
            await Task.Delay(10);
        }
    }

    protected sealed class Boom(string message = "boom") : Exception(message);
}

internal static class TaskPatience
{
    internal static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(TimeSpan.FromSeconds(20));

    internal static Task Soon(this Task task) => task.WaitAsync(TimeSpan.FromSeconds(20));
}
