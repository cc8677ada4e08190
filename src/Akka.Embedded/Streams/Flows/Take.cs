namespace Akka.Embedded.Streams;

internal sealed class Take<T>(long count) : Linear<T, T>
{
    private long _left = count;

    internal override void PreStart()
    {
        if (_left <= 0) CompleteStage();
    }

    public override void OnPush(T element)
    {
        Out.Push(element);
        if (--_left == 0) CompleteStage();
    }
}
