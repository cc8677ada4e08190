namespace MlConnector.Actors.Tests;

public class RetryDelayTests
{
    [Fact]
    public void Delays_grow_to_five_minutes_and_are_spread()
    {
        Enumerable.Range(1, 12).Select(n => RetryDelay.After(n, 1).TotalSeconds).ShouldBe([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
        RetryDelay.After(5, 0).ShouldBe(RetryDelay.After(5, 1) / 2);
    }
}
