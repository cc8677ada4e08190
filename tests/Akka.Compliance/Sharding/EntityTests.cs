using Akka.Cluster.Sharding;
using Xunit.Abstractions;

namespace Compliance.Sharding;

public sealed class EntityTests(ITestOutputHelper output) : ShardingSpec<Wallet>(output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private Wallet.Counted Count(string id)
    {
        Region.Tell(new ToEntity(id, new Wallet.Count()), TestActor);
        return ExpectMsg<Wallet.Counted>(Patience);
    }

    [Fact]
    public void An_entity_starts_on_its_first_message_and_is_the_same_one_for_the_next()
    {
        Count("a").Messages.ShouldBe(1);
        Count("a").Messages.ShouldBe(2);
        Count("b").Messages.ShouldBe(1);
    }

    [Fact]
    public void An_entity_lives_under_its_shard_and_the_shard_under_its_region()
    {
        var shard = new ByEntityId().ShardId("a/1");

        var counted = Count("a/1");

        counted.Id.ShouldBe("a/1");
        counted.ParentPath.ShouldBe($"/system/sharding/{TypeName}/{shard}");
        counted.Path.ShouldBe($"/system/sharding/{TypeName}/{shard}/a%2F1");
    }

    [Fact]
    public void An_envelope_reaches_the_entity_that_it_names()
    {
        Region.Tell(new ShardingEnvelope("c", new Wallet.Count()), TestActor);

        ExpectMsg<Wallet.Counted>(Patience).Id.ShouldBe("c");
    }

    [Fact]
    public void What_is_sent_to_a_passivating_entity_reaches_the_next_one_in_order()
    {
        Count("p");
        Region.Tell(new ToEntity("p", new Wallet.PassivateNow(new Wallet.StopWhenAllowed(TestActor))), TestActor);
        ExpectMsg<Wallet.MayIStop>(Patience);
        var stopping = LastSender;
        Watch(stopping);

        for (var i = 0; i < 5; i++) Region.Tell(new ToEntity("p", new Wallet.Count()), TestActor);
        ExpectNoMsg(TimeSpan.FromMilliseconds(200));
        stopping.Tell(new Wallet.Stop(), TestActor);

        var answers = new List<int>();
        while (answers.Count < 5)
            if (ReceiveOne(Patience) is Wallet.Counted counted) answers.Add(counted.Messages);
        answers.ShouldBe([1, 2, 3, 4, 5]);
    }

    [Fact]
    public void An_entity_that_stopped_by_itself_starts_again_on_the_next_message()
    {
        Count("s");
        var entity = LastSender;
        Watch(entity);
        entity.Tell(new Wallet.Stop(), TestActor);
        ExpectTerminated(entity, Patience);

        AwaitAssert(() => Count("s").Messages.ShouldBe(1), Patience);
    }

    [Fact]
    public void An_entity_that_fails_is_restarted_in_its_place()
    {
        Count("f").Messages.ShouldBe(1);
        Region.Tell(new ToEntity("f", new InvalidOperationException("on purpose")), TestActor);

        Count("f").Messages.ShouldBe(1);
    }
}
