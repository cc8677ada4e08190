namespace Akka.Embedded.Streams;

/// <summary>Ends the stream at this place when the token is cancelled: upstream is cancelled, downstream completes or fails.</summary>
internal sealed class KillStage<T>(CancellationToken token, Func<Exception?> cause) : Linear<T, T>
{
    private CancellationTokenRegistration _registration;

    internal override void PreStart() => _registration = token.UnsafeRegister(_ => Interpreter.Post(new Call(this, End)), null);

    public override void OnPush(T element) => Out.Push(element);

    protected override void PostStop() => _registration.Unregister();

    private void End()
    {
        if (cause() is { } reason) FailStage(reason);
        else CompleteStage();
    }
}
