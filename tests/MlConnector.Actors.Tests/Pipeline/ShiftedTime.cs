namespace MlConnector.Actors.Tests.Pipeline;

/// <summary>The machine's clock, put forward by as much as a test says.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private long _ahead;

    public TimeSpan Ahead
    {
        get => TimeSpan.FromTicks(Volatile.Read(ref _ahead));
        set => Volatile.Write(ref _ahead, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}
