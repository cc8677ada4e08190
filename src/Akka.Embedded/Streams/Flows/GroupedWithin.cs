namespace Akka.Embedded.Streams;

/// <summary>
/// Groups elements until there are so many or the first has waited so long, whatever comes first. While a full
/// group waits for demand nothing more is asked for.
/// </summary>
internal sealed class GroupedWithin<T>(int size, TimeSpan within) : Linear<T, IEnumerable<T>>
{
    private List<T> _group = [];
    private StageTimer _timer = null!;
    private bool _due;

    internal override void PreStart()
    {
        _timer = new StageTimer(this, OnTime);
        In.Pull();
    }

    public override void OnPush(T element)
    {
        _group.Add(element);
        if (_group.Count == 1) _timer.Set(within);
        if (_group.Count == size) _due = true;
        else In.Pull();
        EmitIfDue();
    }

    public override void OnPull()
    {
        EmitIfDue();
        if (!_due) In.Pull();
    }

    public override void OnUpstreamFinish()
    {
        _due = _group.Count > 0;
        if (_due) EmitIfDue();
        else Out.Complete();
    }

    protected override void PostStop() => _timer.Dispose();

    private void OnTime()
    {
        _due = true;
        EmitIfDue();
    }

    private void EmitIfDue()
    {
        if (!_due || !Out.IsAvailable) return;
        var group = _group;
        (_group, _due) = ([], false);
        _timer.Clear();
        Out.Push(group);
        if (In.IsClosed) Out.Complete();
        else In.Pull();
    }
}
