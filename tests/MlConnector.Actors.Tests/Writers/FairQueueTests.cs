using MlConnector.Actors.Writers;

namespace MlConnector.Actors.Tests.Writers;

public class FairQueueTests
{
    [Fact]
    public void One_that_brings_thousands_does_not_starve_one_that_brings_five()
    {
        var queue = new FairQueue<string, int>();
        for (var i = 0; i < 5000; i++) queue.Enqueue("big", i);
        for (var i = 0; i < 5; i++) queue.Enqueue("small", i);

        var served = new List<string>();
        while (queue.TryDequeue(owner => { served.Add(owner); return true; }, out _)) { }

        served.Count.ShouldBe(5005);
        served.Take(10).Count(owner => owner == "small").ShouldBe(5);
    }

    [Fact]
    public void Each_owner_is_served_in_order_and_one_who_may_not_be_served_holds_up_nobody()
    {
        var queue = new FairQueue<string, int>();
        foreach (var (owner, item) in new[] { ("shut", 0), ("open", 1), ("shut", 2), ("open", 3) }) queue.Enqueue(owner, item);

        var served = new List<int>();
        while (queue.TryDequeue(owner => owner == "open", out var item)) served.Add(item);

        served.ShouldBe([1, 3]);
        queue.Remove("shut").ShouldBe([0, 2]);
    }
}
