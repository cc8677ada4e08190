using Akka.Actor;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    public IActorRef ActorOf(Props props, string? name) => Sys.ActorOf(props, name);

    public Task<IActorRef> ChildActorOfAsync(Props props, string name, CancellationToken cancellationToken = default) =>
        AskTestActor(done => new InboxActor.Spawn(props, name, done), cancellationToken);

    public IActorRef Watch(IActorRef actorToWatch) => Wait(WatchAsync(actorToWatch));

    public Task<IActorRef> WatchAsync(IActorRef actorToWatch) => AskTestActor(done => new InboxActor.Watch(actorToWatch, done), default);

    public IActorRef Unwatch(IActorRef actorToUnwatch) => Wait(UnwatchAsync(actorToUnwatch));

    public Task<IActorRef> UnwatchAsync(IActorRef actorToUnwatch) =>
        AskTestActor(done => new InboxActor.Unwatch(actorToUnwatch, done), default);

    private Task<IActorRef> AskTestActor(Func<TaskCompletionSource<IActorRef>, object> request, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource<IActorRef>(TaskCreationOptions.RunContinuationsAsynchronously);
        TestActor.Tell(request(done), ActorRefs.NoSender);
        return done.Task.WaitAsync(RemainingOrDefault, cancellationToken);
    }

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private static T Wait<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();
}
