using Akka.Cluster;
using Xunit.Abstractions;

namespace Compliance.Sharding;

public sealed class JoinTests(ITestOutputHelper output) : ShardingSpec<Wallet>(output)
{
    protected override bool JoinsAtOnce => false;

    [Fact]
    public async Task What_is_sent_before_the_node_has_joined_is_delivered_afterwards()
    {
        var cluster = Cluster.Get(Sys);
        var up = new TaskCompletionSource();
        cluster.RegisterOnMemberUp(() => up.SetResult());
        Region.Tell(new ToEntity("early", new Wallet.Count()), TestActor);
        ExpectNoMsg(TimeSpan.FromMilliseconds(300));
        cluster.IsUp.ShouldBeFalse();

        JoinSelf(Sys);

        await up.Task.WaitAsync(TimeSpan.FromSeconds(20));
        ExpectMsg<Wallet.Counted>(TimeSpan.FromSeconds(20)).Id.ShouldBe("early");
        cluster.IsUp.ShouldBeTrue();
    }
}
