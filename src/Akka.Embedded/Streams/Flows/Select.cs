using Akka.Streams.Supervision;

namespace Akka.Embedded.Streams;

internal sealed class Select<TIn, TOut>(Func<TIn, TOut> map, Decider decider) : Supervised<TIn, TOut>(decider)
{
    public override void OnPush(TIn element) => Out.Push(map(element));
}

internal sealed class Where<T>(Predicate<T> passes, Decider decider) : Supervised<T, T>(decider)
{
    public override void OnPush(T element)
    {
        if (passes(element)) Out.Push(element);
        else In.Pull();
    }
}
