namespace Akka.Embedded.Streams;

/// <summary>Something from outside the stream, for one of its stages.</summary>
internal abstract class Signal(Stage stage)
{
    internal Stage Stage => stage;

    internal abstract void Run();

    /// <summary>The stage is over: it will never run this.</summary>
    internal virtual void Refuse() { }
}

internal sealed class Call(Stage stage, Action run) : Signal(stage)
{
    internal override void Run() => run();
}
