using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Cluster.Sharding;
using Xunit.Abstractions;

namespace Compliance.Sharding;

public sealed class IdleTests(ITestOutputHelper output) : ShardingSpec<Wallet>(output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    protected override ShardOptions Options => new()
    {
        StateStoreMode = StateStoreMode.DData,
        PassivateIdleEntityAfter = TimeSpan.FromSeconds(1),
        HandOffStopMessage = new Wallet.Stop(),
    };

    [Fact]
    public async Task An_idle_entity_is_let_go_with_the_regions_stop_message_and_a_busy_one_is_not()
    {
        Region.Tell(new ToEntity("idle", new Wallet.Count()), TestActor);
        ExpectMsg<Wallet.Counted>(Patience);
        Watch(LastSender);
        var idle = LastSender;

        var busy = 0;
        while (!HasMessages)
        {
            busy = (await Region.Ask<Wallet.Counted>(new ToEntity("busy", new Wallet.Count()), Patience)).Messages;
            await Task.Yield();
        }

        ExpectTerminated(idle, Patience);
        (await Region.Ask<Wallet.Counted>(new ToEntity("busy", new Wallet.Count()), Patience)).Messages.ShouldBe(busy + 1);
        (await Region.Ask<Wallet.Counted>(new ToEntity("idle", new Wallet.Count()), Patience)).Messages.ShouldBe(1);
    }
}
