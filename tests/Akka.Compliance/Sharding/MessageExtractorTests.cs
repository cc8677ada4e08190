using Akka.Cluster.Sharding;

namespace Compliance.Sharding;

public sealed class MessageExtractorTests
{
    [Fact]
    public void An_entity_always_has_the_same_shard_out_of_as_many_as_there_are()
    {
        var extractor = new ByEntityId();
        var shards = Enumerable.Range(0, 1000).Select(i => extractor.ShardId($"entity-{i}")).ToList();

        shards.ShouldBe(Enumerable.Range(0, 1000).Select(i => extractor.ShardId($"entity-{i}", "hint")));
        shards.Distinct().Count().ShouldBe(10);
        shards.Select(int.Parse).ShouldAllBe(shard => shard >= 0 && shard < 10);
    }

    [Theory]
    [InlineData("a", "17")]
    [InlineData("e1", "98")]
    [InlineData("realm/bill/123", "34")]
    [InlineData("é中", "61")]
    public void An_entity_has_the_same_shard_on_every_engine(string entityId, string shardId) =>
        new OutOfAHundred().ShardId(entityId).ShouldBe(shardId);

    private sealed class OutOfAHundred() : HashCodeMessageExtractor(100)
    {
        public override string? EntityId(object message) => null;
    }
}
