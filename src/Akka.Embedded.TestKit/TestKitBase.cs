using System.Diagnostics;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>An actor system with a test actor in it, whose messages the test expects one after the other.</summary>
public abstract partial class TestKitBase : IActorRefFactory
{
    private static int _testActors;

    private readonly ITestKitAssertions _assertions;
    private readonly TestInbox _inbox = new();
    private readonly Current.TestSender? _sender;
    private ActorSystem? _system;
    private IActorRef? _testActor;
    private TestKitSettings? _settings;

    protected TestKitBase(ITestKitAssertions assertions, ActorSystem? system = null, string? testActorName = null)
        : this(assertions, system, ActorSystemSetup.Empty, null, testActorName) { }

    protected TestKitBase(ITestKitAssertions assertions, ActorSystemSetup setup, string? actorSystemName = null, string? testActorName = null)
        : this(assertions, null, setup, actorSystemName, testActorName) { }

    protected TestKitBase(ITestKitAssertions assertions, Config config, string? actorSystemName = null, string? testActorName = null)
        : this(assertions, null, ActorSystemSetup.Empty.And(BootstrapSetup.Create().WithConfig(config)), actorSystemName, testActorName) { }

    private protected TestKitBase(ITestKitAssertions assertions, ActorSystem? system, ActorSystemSetup setup, string? actorSystemName, string? testActorName)
    {
        _assertions = assertions;
        if (this is not INoImplicitSender) Current.OfTest.Value = _sender = new();
        InitializeTest(system, setup, actorSystemName, testActorName);
    }

    public ActorSystem Sys => _system ?? throw new InvalidOperationException("The test has not been initialised.");

    public IActorRef TestActor => _testActor ?? throw new InvalidOperationException("The test has not been initialised.");

    public TestKitSettings TestKitSettings => _settings ?? throw new InvalidOperationException("The test has not been initialised.");

    protected static TimeSpan Now => Stopwatch.GetElapsedTime(0);

    protected virtual void InitializeTest(ActorSystem? system, ActorSystemSetup config, string? actorSystemName, string? testActorName)
    {
        _system = system ?? ActorSystem.Create(actorSystemName ?? "test", config);
        _settings = new TestKitSettings(_system.Settings.Config);
        _testActor = CreateTestActor(testActorName ?? $"testActor{Interlocked.Increment(ref _testActors)}");
        if (_sender is not null) _sender.Actor = _testActor;
    }

    public IActorRef CreateTestActor(string name) =>
        ((ExtendedActorSystem)Sys).SystemActorOf(Props.Create(() => new InboxActor(_inbox)), name);

    public virtual TestProbe CreateTestProbe(string? name = null) => CreateTestProbe(Sys, name);

    public virtual TestProbe CreateTestProbe(ActorSystem system, string? name = null) => new(system, _assertions, name);

    public void SetAutoPilot(AutoPilot pilot) => _inbox.Pilot = pilot;

    public void IgnoreMessages<T>(Func<T, bool> shouldIgnoreMessage) => _inbox.Ignore = m => m is T t && shouldIgnoreMessage(t);

    public void IgnoreNoMessages() => _inbox.Ignore = null;

    /// <summary>Stretches a time-out by <c>akka.test.timefactor</c>, for slow machines.</summary>
    public TimeSpan Dilated(TimeSpan duration) => duration * TestKitSettings.TestTimeFactor;

    protected virtual void Shutdown(TimeSpan? duration = null, bool verifySystemShutdown = false) =>
        Shutdown(Sys, duration, verifySystemShutdown);

    protected virtual void Shutdown(ActorSystem system, TimeSpan? duration = null, bool verifySystemShutdown = false)
    {
        var limit = duration ?? Dilated(TimeSpan.FromSeconds(5));
        if (system.Terminate().Wait(limit)) return;
        var text = $"Actor system {system.Name} did not stop within {limit}.";
        if (verifySystemShutdown) throw new TimeoutException(text);
        system.Log.Warning(text);
    }
}
