using Akka.Actor;

namespace Akka.Embedded.Streams;

/// <summary>
/// Tells each element to an actor. With an acknowledgement it asks for the next only when the actor has answered the
/// last; without, the actor's mailbox takes all.
/// </summary>
internal sealed class ActorRefSink<T>(IActorRef target, object? onInit, object? ack, object onComplete, Func<Exception, object> onFailure) : Drain<T>
{
    private IActorRef _self = ActorRefs.NoSender;
    private bool _told;

    internal override void PreStart()
    {
        _self = Interpreter.System.SystemActorOf(Props.Create(() => new StageActor(this, target, Receive)));
        if (ack is null) In.Pull();
        else target.Tell(onInit!, _self);
    }

    public override void OnPush(T element)
    {
        target.Tell(element!, Sender);
        if (ack is null) In.Pull();
    }

    public override void OnUpstreamFinish() => TellEnd(onComplete);

    public override void OnUpstreamFailure(Exception cause) => TellEnd(onFailure(cause));

    protected override void PostStop()
    {
        if (!_told) target.Tell(onFailure(new Akka.Streams.AbruptStageTerminationException()), Sender);
        _self.Tell(PoisonPill.Instance);
    }

    private IActorRef Sender => ack is null ? ActorRefs.NoSender : _self;

    private void Receive(object message)
    {
        if (message is Terminated)
        {
            _told = true;
            In.Cancel();
        }
        else if (message.Equals(ack))
        {
            In.Pull();
        }
    }

    private void TellEnd(object message)
    {
        _told = true;
        target.Tell(message, Sender);
    }
}
