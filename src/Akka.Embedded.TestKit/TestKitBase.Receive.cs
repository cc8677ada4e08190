using System.Runtime.CompilerServices;
using Akka.Actor;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    private Received? _last;
    private bool _lastWasNoMessage;

    public bool HasMessages => _inbox.Reader.TryPeek(out _);

    public object? LastMessage => _last?.Message;

    public IActorRef LastSender => _last?.Sender ?? throw new IllegalActorStateException("last receive did not dequeue a message");

    public object? ReceiveOne(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        Wait(ReceiveOneAsync(max, cancellationToken));

    public async ValueTask<object?> ReceiveOneAsync(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        (await Next(max is { } limit ? Dilated(limit) : RemainingOrDefault, cancellationToken).ConfigureAwait(false))?.Message;

    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, CancellationToken cancellationToken = default) =>
        Wait(Collect(ReceiveNAsync(numberOfMessages, cancellationToken)));

    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, TimeSpan max, CancellationToken cancellationToken = default) =>
        Wait(Collect(ReceiveNAsync(numberOfMessages, max, cancellationToken)));

    public IAsyncEnumerable<object> ReceiveNAsync(int numberOfMessages, CancellationToken cancellationToken = default) =>
        ReceiveCount(numberOfMessages, RemainingOrDefault, cancellationToken);

    public IAsyncEnumerable<object> ReceiveNAsync(int numberOfMessages, TimeSpan max, CancellationToken cancellationToken = default) =>
        ReceiveCount(numberOfMessages, Dilated(max), cancellationToken);

    public IReadOnlyList<T> ReceiveWhile<T>(TimeSpan? max, Func<object, T> filter, int msgs = int.MaxValue, CancellationToken cancellationToken = default) =>
        Wait(ReceiveAsLongAs(max, null, filter, msgs, cancellationToken));

    public T FishForMessage<T>(Predicate<T> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        Wait(FishForMessageAsync(isMessage, max, hint, cancellationToken));

    /// <summary>Lets messages go by until one fits.</summary>
    public async ValueTask<T> FishForMessageAsync<T>(Predicate<T> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default)
    {
        var limit = RemainingOrDilated(max);
        var end = Now + limit;
        while (await Next(end - Now, cancellationToken).ConfigureAwait(false) is { } received)
            if (received.Message is T message && isMessage(message)) return message;
        throw Failed($"Timeout ({limit}) while fishing for a {typeof(T)}", hint);
    }

    private async IAsyncEnumerable<object> ReceiveCount(int count, TimeSpan limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var end = Now + limit;
        for (var i = 0; i < count; i++)
        {
            var received = await Next(end - Now, cancellationToken).ConfigureAwait(false)
                ?? throw Failed($"Timeout ({limit}) while expecting {count} messages; {i} came");
            yield return received.Message;
        }
    }

    private async Task<IReadOnlyList<T>> ReceiveAsLongAs<T>(TimeSpan? max, TimeSpan? idle, Func<object, T> filter, int count, CancellationToken cancellationToken)
    {
        var taken = new List<T>();
        var end = Now + RemainingOrDilated(max);
        while (taken.Count < count)
        {
            var limit = end - Now;
            if (idle is { } pause && pause < limit) limit = pause;
            if (!await Arrival(limit, cancellationToken).ConfigureAwait(false)) break;
            if (!_inbox.Reader.TryPeek(out var next) || filter(next.Message) is not { } kept) break;
            _inbox.Reader.TryRead(out _last);
            taken.Add(kept);
        }
        _lastWasNoMessage = true;
        return taken;
    }

    private static async Task<IReadOnlyCollection<T>> Collect<T>(IAsyncEnumerable<T> messages)
    {
        var all = new List<T>();
        await foreach (var message in messages.ConfigureAwait(false)) all.Add(message);
        return all;
    }

    /// <summary>The next message, or null when none came in time.</summary>
    private async ValueTask<Received?> Next(TimeSpan limit, CancellationToken cancellationToken)
    {
        _last = await Arrival(limit, cancellationToken).ConfigureAwait(false) && _inbox.Reader.TryRead(out var received) ? received : null;
        _lastWasNoMessage = false;
        return _last;
    }

    private async ValueTask<bool> Arrival(TimeSpan limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_inbox.Reader.TryPeek(out _)) return true;
        if (limit <= TimeSpan.Zero && limit != Timeout.InfiniteTimeSpan) return false;
        using var timeUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeUp.CancelAfter(limit);
        try { return await _inbox.Reader.WaitToReadAsync(timeUp.Token).ConfigureAwait(false); }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested) { return false; }
    }
}
