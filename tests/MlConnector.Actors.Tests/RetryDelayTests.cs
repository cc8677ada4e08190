using MlConnector.Actors.Realms;
using MlConnector.Domain.Entities;
using MlConnector.QuickBooks;

namespace MlConnector.Actors.Tests;

public class RetryDelayTests
{
    [Fact]
    public void Delays_grow_to_five_minutes_and_are_spread()
    {
        Enumerable.Range(1, 12).Select(n => RetryDelay.After(n, 1).TotalSeconds).ShouldBe([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
        RetryDelay.After(5, 0).ShouldBe(RetryDelay.After(5, 1) / 2);
    }

    [Fact]
    public void Whoever_is_throttled_for_long_asks_ever_less_often()
    {
        var throttled = new QuickBooksException(FaultClass.Throttled, new Reason("x", "x", "x")) { RetryAfter = TimeSpan.FromMinutes(1) };
        RealmActor.RetryAfter(throttled, 1).ShouldBe(TimeSpan.FromMinutes(1));
        RealmActor.RetryAfter(throttled, 20)!.Value.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMinutes(2.5));
    }

    [Fact]
    public void What_is_held_is_looked_at_ever_more_rarely_down_to_once_an_hour() =>
        Enumerable.Range(9, 7).Select(n => RetryDelay.WhileHeld(n, 1).TotalSeconds).ShouldBe([256, 512, 1024, 2048, 3600, 3600, 3600]);
}
