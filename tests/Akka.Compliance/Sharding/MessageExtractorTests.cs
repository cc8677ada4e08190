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
    public void An_entity_has_the_same_shard_on_every_engine(string entityId, string shardId)
    {
        HashCodeMessageExtractor.Create(100, m => (string)m).ShardId(entityId).ShouldBe(shardId);
    }

    [Fact]
    public void An_extractor_can_be_made_of_functions()
    {
        var extractor = HashCodeMessageExtractor.Create(4, m => (m as ToEntity)?.Id, m => (m as ToEntity)?.Content ?? m);

        extractor.EntityId(new ToEntity("x", "content")).ShouldBe("x");
        extractor.EntityMessage(new ToEntity("x", "content")).ShouldBe("content");
        extractor.EntityId("no such message").ShouldBeNull();
    }
}
