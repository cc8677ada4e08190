using System.Threading.Channels;
using Akka.Actor;

namespace Akka.TestKit;

internal sealed record Received(object Message, IActorRef Sender);

/// <summary>What a test actor has received and the test has not yet looked at.</summary>
internal sealed class TestInbox
{
    private readonly Channel<Received> _queue = Channel.CreateUnbounded<Received>();

    internal ChannelReader<Received> Reader => _queue.Reader;

    internal Func<object, bool>? Ignore { get; set; }

    internal AutoPilot Pilot { get; set; } = NoAutoPilot.Instance;

    internal void Accept(object message, IActorRef sender)
    {
        if (Pilot is not NoAutoPilot)
        {
            var next = Pilot.Run(sender, message);
            if (next is not KeepRunning) Pilot = next;
        }
        if (Ignore?.Invoke(message) != true) _queue.Writer.TryWrite(new Received(message, sender));
    }
}

/// <summary>The actor behind <see cref="TestKitBase.TestActor"/>: it queues all that it gets, deaths included.</summary>
internal sealed class InboxActor(TestInbox inbox) : UntypedActor
{
    internal sealed record Watch(IActorRef Actor, TaskCompletionSource<IActorRef> Done) : INoSerializationVerificationNeeded;

    internal sealed record Unwatch(IActorRef Actor, TaskCompletionSource<IActorRef> Done) : INoSerializationVerificationNeeded;

    internal sealed record Spawn(Props Props, string? Name, TaskCompletionSource<IActorRef> Done) : INoSerializationVerificationNeeded;

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Watch watch:
                watch.Done.SetResult(Context.Watch(watch.Actor));
                break;
            case Unwatch unwatch:
                unwatch.Done.SetResult(Context.Unwatch(unwatch.Actor));
                break;
            case Spawn spawn:
                spawn.Done.SetResult(Context.ActorOf(spawn.Props, spawn.Name));
                break;
            default:
                inbox.Accept(message, Sender);
                break;
        }
    }
}
