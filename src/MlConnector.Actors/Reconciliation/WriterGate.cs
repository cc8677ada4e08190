using Akka.Actor;
using MlConnector.Actors.Writers;
using MlConnector.Domain.Entities;
using MlConnector.ServiceNow;
using MlConnector.ServiceNow.Faults;

namespace MlConnector.Actors.Reconciliation;

/// <summary>The way to an instance for who is not its writer: each request waits for the writer to give it a turn among its own.</summary>
internal sealed class WriterGate(IActorRef writers, string writer, Pace pace, TimeProvider time) : IRequestGate
{
    private const int MostAttempts = 4;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    // at a slow pace all that the writer has begun is before it
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> request, CancellationToken ct)
    {
        for (var until = time.GetUtcNow() + LongestWait; ;)
        {
            var take = new TakeTurn(writer, Guid.NewGuid(), pace);
            try
            {
                if ((await AskAsync(take, ct)).Wait is not { } wait) return await request(ct);
                if (time.GetUtcNow() + wait > until) throw LeftAlone(wait);
                await Task.Delay(wait, time, ct);
            }
            finally
            {
                writers.Tell(new TurnOver(writer, take.Turn));
            }
        }
    }

    /// <summary>How long to wait before a read that failed is tried again; none where that is of no use now.</summary>
    public TimeSpan? PauseAfter(ServiceNowException fault, int failures)
    {
        if (fault.RetryAfter is { } asked) writers.Tell(new LeaveAlone(writer, asked));
        var pause = fault.RetryAfter ?? RetryDelay.After(failures, Random.Shared.NextDouble());
        return failures < MostAttempts && pause <= LongestWait ? pause : null;
    }

    private async Task<Turn> AskAsync(TakeTurn take, CancellationToken ct)
    {
        try
        {
            return await writers.Ask<Turn>(take, Patience, ct);
        }
        catch (AskTimeoutException e)
        {
            throw new TimeoutException($"The instance's writer gave no turn within {Patience.TotalMinutes:0} min. Reconcile again; if it stays, see the log.", e);
        }
    }

    private static ServiceNowException LeftAlone(TimeSpan wait) => new(
        ServiceNowFault.Throttled,
        new Reason("servicenow-throttled", "ServiceNow has asked to be left alone for a while.", "It waits and goes on by itself.")) { RetryAfter = wait };
}
