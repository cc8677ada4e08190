namespace Akka.Embedded.Streams;

internal sealed class Skip<T>(long count) : Linear<T, T>
{
    private long _left = count;

    public override void OnPush(T element)
    {
        if (_left-- <= 0) Out.Push(element);
        else In.Pull();
    }
}
