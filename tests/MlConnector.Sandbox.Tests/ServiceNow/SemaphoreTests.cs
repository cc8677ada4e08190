using System.Text;

namespace MlConnector.Sandbox.Tests.ServiceNow;

/// <summary>On the real clock: calls have to be under way at the same time.</summary>
public sealed class SemaphoreTests
{
    [Fact]
    public async Task Calls_beyond_the_semaphores_and_their_queue_are_refused_without_rate_headers()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var settings = sandbox.ServiceNow.Settings;
        (settings.Semaphores, settings.QueueLimit, settings.Latency) = (4, 6, TimeSpan.FromMilliseconds(500));
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.UserName}:{settings.Password}")));

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => http.GetAsync(sandbox.ServiceNow.Url + "/api/now/table/sn_apo_invoice")));

        replies.Count(r => r.IsSuccessStatusCode).ShouldBe(10);
        var refused = replies.Where(r => (int)r.StatusCode == 429).ToList();
        refused.Count.ShouldBe(10);
        refused.ShouldAllBe(r => r.Headers.RetryAfter == null && !r.Headers.Contains("X-RateLimit-Limit"));
    }
}
