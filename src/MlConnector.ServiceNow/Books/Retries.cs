using MlConnector.Domain.Entities;
using MlConnector.ServiceNow.Faults;

namespace MlConnector.ServiceNow.Books;

/// <summary>Asks again for what an instance could not give just now. For reads alone: whether a write took effect is to be looked at first.</summary>
/// <param name="pause">How long to wait after so many failures in a row; none to give up.</param>
public sealed class Retries(Func<ServiceNowException, int, TimeSpan?> pause, TimeProvider time)
{
    internal async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken ct)
    {
        for (var failures = 1; ; failures++)
        {
            TimeSpan wait;
            try
            {
                return await read(ct).ConfigureAwait(false);
            }
            catch (ServiceNowException e) when (IsTransient(e.Fault))
            {
                wait = pause(e, failures) ?? throw new BooksUnreadableException(GivenUp(e, failures), e);
            }
            await Task.Delay(wait, time, ct).ConfigureAwait(false);
        }
    }

    private static bool IsTransient(ServiceNowFault fault) => fault
        is ServiceNowFault.Throttled or ServiceNowFault.Unavailable or ServiceNowFault.Dropped
        or ServiceNowFault.Asleep or ServiceNowFault.Malformed or ServiceNowFault.Quota;

    private static Reason GivenUp(ServiceNowException e, int failures) => new(
        e.Reason.Code,
        failures == 1 ? e.Reason.Text : $"{e.Reason.Text} It was asked {failures} times.",
        e.RetryAfter is { } asked ? $"Reconcile again in {Math.Ceiling(asked.TotalMinutes):0} min: the instance asks to be left alone so long." : "Reconcile again once the instance answers.");
}
