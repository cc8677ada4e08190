namespace Akka.Streams.Supervision;

/// <summary>What an exception thrown by a user's function does to its stage.</summary>
public enum Directive
{
    Stop,
    Resume,
    Restart,
}

public delegate Directive Decider(Exception cause);

public static class Deciders
{
    public static readonly Decider StoppingDecider = _ => Directive.Stop;

    public static readonly Decider ResumingDecider = _ => Directive.Resume;

    public static readonly Decider RestartingDecider = _ => Directive.Restart;
}
