using Akka.Util;

namespace Akka.Embedded.Streams;

/// <summary>Turns a failure into a last element.</summary>
internal sealed class Recover<T>(Func<Exception, Option<T>> recover) : Linear<T, T>
{
    private Option<T> _last;

    public override void OnPush(T element) => Out.Push(element);

    public override void OnPull()
    {
        if (_last.HasValue) Emit();
        else In.Pull();
    }

    public override void OnUpstreamFailure(Exception cause)
    {
        _last = recover(cause);
        if (!_last.HasValue) Out.Fail(cause);
        else if (Out.IsAvailable) Emit();
    }

    private void Emit()
    {
        Out.Push(_last.Value);
        Out.Complete();
    }
}
