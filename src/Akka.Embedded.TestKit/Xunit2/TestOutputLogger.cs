using Akka.Actor;
using Akka.Event;
using Xunit.Abstractions;

namespace Akka.TestKit.Xunit2;

/// <summary>Writes the system's log into the output of the test that owns it.</summary>
internal sealed class TestOutputLogger(ITestOutputHelper output) : UntypedActor
{
    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(LogEvent));

    protected override void OnReceive(object message)
    {
        try { output.WriteLine(message.ToString()); }
        catch (InvalidOperationException) { Context.Stop(Self); } // the test is over
    }
}
