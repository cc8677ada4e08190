using Microsoft.Extensions.Logging.Abstractions;
using MlConnector.Domain.Staging;
using MlConnector.Sandbox.Http;
using MlConnector.ServiceNow.Writing;

namespace MlConnector.ServiceNow.Tests.Http;

public sealed class ThrottlingTests
{
    [Fact]
    public async Task Retry_After_is_handed_on_even_when_it_is_an_hour()
    {
        (await DeferredAsync(("Retry-After", "3540"))).RetryAfter.ShouldBe(TimeSpan.FromSeconds(3540));
    }

    [Fact]
    public async Task The_reset_of_a_rate_limit_is_handed_on()
    {
        var reset = DateTimeOffset.UtcNow.AddMinutes(30).ToUnixTimeSeconds();

        var wait = (await DeferredAsync(("X-RateLimit-Reset", $"{reset}"))).RetryAfter.ShouldNotBeNull();

        wait.ShouldBeInRange(TimeSpan.FromMinutes(28), TimeSpan.FromMinutes(30));
    }

    [Theory]
    [InlineData("Retry-After", "2147483647")]
    [InlineData("Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT")]
    [InlineData("X-RateLimit-Reset", "253402300000")]
    public async Task No_header_shuts_an_instance_for_more_than_a_day(string header, string value)
    {
        (await DeferredAsync((header, value))).RetryAfter.ShouldBe(TimeSpan.FromDays(1));
    }

    [Fact]
    public async Task Without_headers_how_long_to_wait_is_the_callers_choice()
    {
        var deferred = await DeferredAsync();

        deferred.Reason.Code.ShouldBe("servicenow-throttled");
        deferred.RetryAfter.ShouldBeNull();
    }

    [Fact]
    public async Task Every_request_passes_the_gate_one_by_one()
    {
        await using var instance = await Instance.StartAsync();
        var gate = new CountingGate();
        using var client = new ServiceNowClient(instance.Connection, gate, TimeProvider.System, NullLogger<ServiceNowClient>.Instance);
        var order = new WriteOrder(new StagingDocument(Records.Bill(("1", 80m, "Pump"), ("2", 20m, "Hose"))), instance.References, []);

        await new RecordWriter(client).WriteAsync(order, CancellationToken.None);

        // the token's, and three of the bill
        gate.Passed.ShouldBe(4);
        instance.Sandbox.Journal.Requests.Count(r => !r.Kind.StartsWith("servicenow.batch.item", StringComparison.Ordinal)).ShouldBe(4);
    }

    [Fact]
    public async Task A_write_that_is_given_up_is_cancelled_and_no_outcome()
    {
        await using var instance = await Instance.StartAsync();
        instance.Sandbox.ServiceNow.Settings.Latency = TimeSpan.FromMinutes(10);
        using var cancel = new CancellationTokenSource();
        var order = new WriteOrder(new StagingDocument(Records.Vendor()), instance.References, []);
        var write = instance.Writer.WriteAsync(order, cancel.Token);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(write);
    }

    private static async Task<WriteOutcome.Deferred> DeferredAsync(params (string Name, string Value)[] headers)
    {
        await using var instance = await Instance.StartAsync();
        instance.Fault(new FaultRule
        {
            Path = "/servicenow/api/*",
            Status = 429,
            Body = """{"error":{"message":"Rate limit exceeded","detail":"Rate limit of 100 requests per hour for Table API exceeded"},"status":"failure"}""",
            Headers = headers.ToDictionary(h => h.Name, h => h.Value),
        });
        return (await instance.WriteAsync(Records.Vendor())).ShouldBeOfType<WriteOutcome.Deferred>();
    }

    private sealed class CountingGate : IRequestGate
    {
        private int _passed;

        public int Passed => _passed;

        public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> request, CancellationToken ct)
        {
            // not at the same time as another: a request within a request would never get through
            if (!await _one.WaitAsync(TimeSpan.FromSeconds(30), ct)) throw new TimeoutException("The gate is shut from within.");
            try
            {
                Interlocked.Increment(ref _passed);
                return await request(ct);
            }
            finally
            {
                _one.Release();
            }
        }

        private readonly SemaphoreSlim _one = new(1, 1);
    }
}
