using Akka.Actor;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    public T ExpectMsg<T>(TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Wait(Expect<T>(duration, hint, null, cancellationToken));

    public T ExpectMsg<T>(T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Wait(Expect<T>(timeout, hint, (m, _) => AssertSame(message, m, hint), cancellationToken));

    public T ExpectMsg<T>(Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Wait(Expect<T>(timeout, hint, (m, _) => AssertFits(isMessage(m), m, hint), cancellationToken));

    public ValueTask<T> ExpectMsgAsync<T>(TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(duration, hint, null, cancellationToken);

    public ValueTask<T> ExpectMsgAsync<T>(T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(timeout, hint, (m, _) => AssertSame(message, m, hint), cancellationToken);

    public ValueTask<T> ExpectMsgAsync<T>(Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(timeout, hint, (m, _) => AssertFits(isMessage(m), m, hint), cancellationToken);

    /// <summary>As many messages as are given, in any order.</summary>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(params T[] messages) => ExpectMsgAllOf(messages, CancellationToken.None);

    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default) =>
        AllOf(messages, ReceiveN(messages.Count, cancellationToken));

    public void ExpectNoMsg(TimeSpan duration, CancellationToken cancellationToken = default) => Wait(Silence(Dilated(duration), cancellationToken));

    public Terminated ExpectTerminated(IActorRef target, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Wait(ExpectTerminatedAsync(target, timeout, hint, cancellationToken));

    public ValueTask<Terminated> ExpectTerminatedAsync(IActorRef target, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<Terminated>(timeout, hint, (t, _) => AssertSame(target, t.ActorRef, hint), cancellationToken);

    private async ValueTask<T> Expect<T>(TimeSpan? timeout, string? hint, Action<T, IActorRef>? check, CancellationToken cancellationToken)
    {
        var limit = RemainingOrDilated(timeout);
        var received = await Next(limit, cancellationToken).ConfigureAwait(false)
            ?? throw Failed($"Timeout ({limit}) while waiting for a {typeof(T)}", hint);
        if (received.Message is not T message)
            throw Failed($"Expected a {typeof(T)}, got {received.Message} ({received.Message.GetType()}) from {received.Sender}", hint);
        check?.Invoke(message, received.Sender);
        return message;
    }

    private async ValueTask<bool> Silence(TimeSpan limit, CancellationToken cancellationToken)
    {
        var received = await Next(limit, cancellationToken).ConfigureAwait(false);
        if (received is not null) throw Failed($"Expected no message within {limit}, got {received.Message} from {received.Sender}");
        return _lastWasNoMessage = true;
    }

    private IReadOnlyCollection<T> AllOf<T>(IReadOnlyCollection<T> expected, IReadOnlyCollection<object> received)
    {
        var left = received.ToList();
        foreach (var message in expected)
            _assertions.AssertTrue(left.Remove(message!), "Not received: {0}. Received: {1}", message!, string.Join(", ", received));
        return expected;
    }

    private void AssertSame<T>(T expected, T actual, string? hint) =>
        _assertions.AssertTrue(EqualityComparer<T>.Default.Equals(expected, actual), "Expected {0}, got {1}. {2}", expected!, actual!, hint ?? "");

    private void AssertFits(bool fits, object? message, string? hint) =>
        _assertions.AssertTrue(fits, "Got a message that does not fit: {0}. {1}", message!, hint ?? "");

    private Exception Failed(string text, string? hint = null)
    {
        _assertions.Fail("{0}. {1}", text, hint ?? "");
        return new InvalidOperationException(text);
    }
}
