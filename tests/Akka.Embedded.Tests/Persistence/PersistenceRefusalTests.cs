using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;

namespace Akka.Embedded.Tests.Persistence;

/// <summary>What this engine's persistence cannot do it refuses, in a sentence that says where it can be had.</summary>
public sealed class PersistenceRefusalTests
{
    [Theory]
    [InlineData("provider-name = SqlServer.2022", "'SqlServer.2022'")]
    [InlineData("table-mapping = sqlite", "table-mapping")]
    [InlineData("tag-write-mode = Csv", "tag-write-mode")]
    [InlineData("delete-compatibility-mode = true", "delete-compatibility-mode")]
    [InlineData("class = \"Akka.Persistence.Redis.Journal.RedisJournal, Akka.Persistence.Redis\"", "RedisJournal")]
    public async Task A_setting_that_is_the_other_engines(string setting, string named)
    {
        var system = ActorSystem.Create("refused", ConfigurationFactory.ParseString($$"""
            akka.persistence.journal {
              plugin = akka.persistence.journal.sql
              sql {
                provider-name = SQLite.MS
                connection-string = "Data Source=:memory:"
                {{setting}}
              }
            }
            """));
        var failure = await Should.ThrowAsync<Exception>(() => system.ActorOf(Props.Create(() => new Guard())).Ask<string>("why", TimeSpan.FromSeconds(20)));
        await system.Terminate();
        failure.Message.ShouldContain(named);
        failure.Message.ShouldContain("AkkaEngine=packages");
    }

    private sealed class Guard : UntypedActor
    {
        private IActorRef _asking = ActorRefs.Nobody;

        protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(cause =>
        {
            _asking.Tell(new Status.Failure(cause.GetBaseException()));
            return Directive.Stop;
        });

        protected override void OnReceive(object message)
        {
            _asking = Sender;
            Context.ActorOf(Props.Create(() => new Nothing()));
        }
    }

    private sealed class Nothing : UntypedPersistentActor
    {
        public override string PersistenceId => "nothing";

        protected override void OnCommand(object message) { }

        protected override void OnRecover(object message) { }
    }
}
