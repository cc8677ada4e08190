using Akka.Streams.Supervision;

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

internal sealed class TakeWhile<T>(Predicate<T> goesOn, bool inclusive, Decider decider) : Supervised<T, T>(decider)
{
    public override void OnPush(T element)
    {
        var more = goesOn(element);
        if (more || inclusive) Out.Push(element);
        if (!more) CompleteStage();
    }
}
