namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(20);

    private TimeSpan? _end;

    /// <summary>What is left of the surrounding <c>Within</c>.</summary>
    public TimeSpan Remaining => _end - Now ?? throw new InvalidOperationException("Remaining is only known inside of Within.");

    public TimeSpan RemainingOrDefault => RemainingOr(Dilated(TestKitSettings.SingleExpectDefault));

    public TimeSpan RemainingOr(TimeSpan duration) => _end - Now ?? duration;

    public TimeSpan RemainingOrDilated(TimeSpan? duration) => duration is { } given ? Dilated(given) : RemainingOrDefault;

    public T Within<T>(TimeSpan max, Func<T> function, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Within(TimeSpan.Zero, max, function, null, epsilonValue, cancellationToken);

    public T Within<T>(TimeSpan min, TimeSpan max, Func<T> function, string? hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Wait(WithinAsync(min, max, () => Task.FromResult(function()), hint, epsilonValue, cancellationToken));

    public Task WithinAsync(TimeSpan min, TimeSpan max, Func<Task> actionAsync, string? hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        WithinAsync(min, max, async () => { await actionAsync().ConfigureAwait(false); return true; }, hint, epsilonValue, cancellationToken);

    /// <summary>Fails when the work takes less than <paramref name="min"/> or more than <paramref name="max"/>.</summary>
    public async Task<T> WithinAsync<T>(TimeSpan min, TimeSpan max, Func<Task<T>> function, string? hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var start = Now;
        var outer = _end;
        var limit = outer - start is { } left && left < Dilated(max) ? left : Dilated(max);
        _assertions.AssertTrue(limit >= min, "Only {0} left, which is less than the least time {1}. {2}", limit, min, hint ?? "");
        _end = start + limit;
        _lastWasNoMessage = false;
        T result;
        try { result = await function().ConfigureAwait(false); }
        finally { _end = outer; }

        var took = Now - start;
        _assertions.AssertTrue(took >= min, "Took {0}, should have taken at least {1}. {2}", took, min, hint ?? "");
        // a block that ends by waiting for silence takes all of its time, and a little more
        if (!_lastWasNoMessage)
            _assertions.AssertTrue(took <= limit + (epsilonValue ?? TimeSpan.Zero), "Took {0}, longer than {1}. {2}", took, limit, hint ?? "");
        return result;
    }

    public void AwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan? max, CancellationToken cancellationToken = default) =>
        AwaitCondition(conditionIsFulfilled, max, null, null, cancellationToken);

    public void AwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string? message = null, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(() => Task.FromResult(conditionIsFulfilled()), max, interval, message, cancellationToken).GetAwaiter().GetResult();

    public Task AwaitConditionAsync(Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(conditionIsFulfilled, max, null, null, cancellationToken);

    public Task AwaitConditionAsync(Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string? message = null, CancellationToken cancellationToken = default) =>
        Poll(async () => await conditionIsFulfilled().ConfigureAwait(false) ? null : new TimeoutException(message ?? "The condition was not met"), max, interval, cancellationToken);

    public void AwaitAssert(Action assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        AwaitAssertAsync(assertion, duration, interval, cancellationToken).GetAwaiter().GetResult();

    public Task AwaitAssertAsync(Action assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        AwaitAssertAsync(() => { assertion(); return Task.CompletedTask; }, duration, interval, cancellationToken);

    /// <summary>Tries again and again until the assertion holds; at the end of the time its last failure is the test's.</summary>
    public Task AwaitAssertAsync(Func<Task> assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        Poll(async () =>
        {
            try { await assertion().ConfigureAwait(false); return null; }
            catch (Exception e) { return e; }
        }, duration, interval, cancellationToken);

    private async Task Poll(Func<Task<Exception?>> attempt, TimeSpan? max, TimeSpan? interval, CancellationToken cancellationToken)
    {
        var limit = RemainingOrDilated(max);
        var end = Now + limit;
        while (await attempt().ConfigureAwait(false) is { } failure)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Now >= end)
            {
                if (failure is TimeoutException) throw Failed($"{failure.Message} within {limit}");
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
            }
            await Task.Delay(interval ?? PollEvery, cancellationToken).ConfigureAwait(false);
        }
    }
}
