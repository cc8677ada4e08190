namespace Akka.Actor;

/// <summary>The cell whose actor runs on this thread.</summary>
internal static class Current
{
    [ThreadStatic]
    internal static ActorCell? Cell;

    /// <summary>Who sends what a test tells without naming a sender; nobody outside of tests.</summary>
    internal static AsyncLocal<TestSender?> OfTest { get; } = new();

    internal static IActorRef SelfOrNoSender => Cell?.Self ?? OfTest.Value?.Actor ?? ActorRefs.NoSender;

    internal sealed class TestSender
    {
        internal IActorRef? Actor { get; set; }
    }
}
