using MlConnector.Sandbox.QuickBooks;
using MlConnector.Sandbox.Tests.Support;

namespace MlConnector.Sandbox.Tests.QuickBooks;

public sealed class ThrottleTests : SandboxTest
{
    [Theory]
    [InlineData(ThrottleAnswer.Json, "application/json", "ThrottleExceeded")]
    [InlineData(ThrottleAnswer.Xml, "application/xml", "<Error code=\"3001\">")]
    [InlineData(ThrottleAnswer.Html, "text/html", "Too Many Requests")]
    public async Task The_eleventh_call_in_a_second_is_throttled_in_the_shape_that_is_set(ThrottleAnswer shape, string type, string text)
    {
        Sandbox.QuickBooks.Settings.Throttle = true;
        Sandbox.QuickBooks.Settings.ThrottleAnswer = shape;
        for (var i = 0; i < 10; i++)
            (await QuickBooksAsync("preferences")).Status.ShouldBe(200);

        var refused = await QuickBooksAsync("preferences");
        refused.Status.ShouldBe(429);
        refused.Headers["Content-Type"].ShouldStartWith(type);
        refused.Body.ShouldContain(text);
        refused.Headers.ShouldNotContainKey("Retry-After");

        Time.Advance(TimeSpan.FromSeconds(1));
        (await QuickBooksAsync("preferences")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Calls_are_also_counted_over_a_minute()
    {
        Sandbox.QuickBooks.Settings.Throttle = true;
        Sandbox.QuickBooks.Settings.RequestsPerMinute = 15;
        for (var i = 0; i < 15; i++)
        {
            (await QuickBooksAsync("preferences")).Status.ShouldBe(200);
            Time.Advance(TimeSpan.FromSeconds(1));
        }

        (await QuickBooksAsync("preferences")).Status.ShouldBe(429);
        Time.Advance(TimeSpan.FromSeconds(60));
        (await QuickBooksAsync("preferences")).Status.ShouldBe(200);
    }
}
