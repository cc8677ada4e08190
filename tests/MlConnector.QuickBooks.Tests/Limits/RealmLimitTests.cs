using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MlConnector.Domain;
using MlConnector.Sandbox;
using MlConnector.Sandbox.QuickBooks.Seed;

namespace MlConnector.QuickBooks.Tests.Limits;

public sealed class RealmLimitTests
{
    private static readonly RealmId Other = RealmId.Parse("4620816365009870");

    [Fact]
    public async Task Intuits_own_throttle_never_has_to_refuse_a_call()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var intuit = sandbox.QuickBooks;
        intuit.Settings.Throttle = true;
        var company = intuit.AddCompany(new CompanySeed { Vendors = 1, Bills = 1 });
        var access = intuit.AccessToken(company.RealmId);
        var options = new QuickBooksOptions(new Uri(intuit.ApiUrl), new Uri(intuit.TokenUrl), new Uri(intuit.RevokeUrl), "", "");
        using var api = new QuickBooksApi(options, TimeProvider.System, NullLogger<QuickBooksApi>.Instance);

        await Task.WhenAll(Enumerable.Range(0, 35).Select(_ => api.CompanyInfoAsync(RealmId.Parse(company.RealmId), access, CancellationToken.None)));

        var calls = sandbox.Journal.Requests.Where(r => r.Kind == "quickbooks.read.CompanyInfo").ToList();
        calls.Count.ShouldBe(35);
        calls.ShouldAllBe(c => c.Status == 200);
    }

    [Fact]
    public async Task No_minute_wherever_it_begins_holds_more_calls_than_allowed()
    {
        var time = new FakeTimeProvider();
        using var intuit = new Intuit(time);
        using var api = Api(intuit, time, new CallLimits(20, 10, 5));

        await RunAsync(time, Enumerable.Range(0, 70).Select(_ => Read(api, Given.Realm)));

        var at = intuit.Calls.Select(c => c.At).Order().ToList();
        at.Count.ShouldBe(70);
        at.ShouldAllBe(start => at.Count(a => a >= start && a < start.AddMinutes(1)) <= 20);
        at.ShouldAllBe(start => at.Count(a => a >= start && a < start.AddSeconds(1)) <= 10);
        (at[^1] - at[0]).ShouldBeLessThan(TimeSpan.FromMinutes(4));
    }

    [Fact]
    public async Task No_more_than_five_calls_of_one_company_are_in_flight()
    {
        var time = new FakeTimeProvider();
        using var intuit = new Intuit(time) { Takes = TimeSpan.FromSeconds(2) };
        using var api = Api(intuit, time, CallLimits.Default);

        await RunAsync(time, Enumerable.Range(0, 30).Select(_ => Read(api, Given.Realm)));

        intuit.MostAtOnce.ShouldBe(5);
    }

    [Theory]
    [InlineData("application/json", """{"fault":{"error":[{"message":"message=ThrottleExceeded; errorCode=003001; statusCode=429","code":"3001"}],"type":"THROTTLE"}}""")]
    [InlineData("application/xml", """<?xml version="1.0"?><IntuitResponse><Fault type="SystemFault"><Error code="3001"><Message>ThrottleExceeded</Message></Error></Fault></IntuitResponse>""")]
    [InlineData("text/html", "<html><body><h1>429 Too Many Requests</h1></body></html>")]
    public async Task A_throttled_company_rests_for_a_minute_and_no_other_one_does(string type, string body)
    {
        var time = new FakeTimeProvider();
        using var intuit = new Intuit(time);
        using var api = Api(intuit, time, CallLimits.Default);
        intuit.Throttle = (type, body);
        (await Should.ThrowAsync<QuickBooksException>(Read(api, Given.Realm))).Class.ShouldBe(FaultClass.Throttled);
        intuit.Throttle = null;

        var waiting = Read(api, Given.Realm);
        await Read(api, Other);
        time.Advance(TimeSpan.FromSeconds(59));
        await Read(api, Other);
        intuit.Calls.Count(c => c.Path.Contains(Given.Realm.Value)).ShouldBe(1);
        time.Advance(TimeSpan.FromSeconds(1));
        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Who_gives_up_waiting_takes_no_place()
    {
        var time = new FakeTimeProvider();
        using var intuit = new Intuit(time);
        using var api = Api(intuit, time, new CallLimits(500, 1, 1));
        await Read(api, Given.Realm);
        using var patience = new CancellationTokenSource();
        var impatient = api.CompanyInfoAsync(Given.Realm, Given.AccessToken, patience.Token);
        var patient = Read(api, Given.Realm);
        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(impatient);

        await RunAsync(time, [patient]);
        intuit.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_keeps_no_call_waiting()
    {
        var time = new SteppedTime();
        using var intuit = new Intuit(time);
        using var api = Api(intuit, time, new CallLimits(500, 2, 5));
        await Read(api, Given.Realm);
        await Read(api, Given.Realm);

        time.Step = TimeSpan.FromHours(-1);

        await Read(api, Given.Realm).WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static Task Read(QuickBooksApi api, RealmId realm) => api.CompanyInfoAsync(realm, Given.AccessToken, CancellationToken.None);

    private static QuickBooksApi Api(Intuit intuit, TimeProvider time, CallLimits limits) =>
        new(Given.Options(new Uri("http://intuit.test")) with { Limits = limits }, time, NullLogger<QuickBooksApi>.Instance, intuit);

    // time goes on by itself, much faster than it does
    private static async Task RunAsync(FakeTimeProvider time, IEnumerable<Task> calls)
    {
        var all = Task.WhenAll(calls);
        while (!all.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(250));
            await Task.WhenAny(all, Task.Delay(1));
        }
        await all;
    }

    /// <summary>The machine's time, of which only the time of day is set anew.</summary>
    private sealed class SteppedTime : TimeProvider
    {
        public TimeSpan Step { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Step;
    }

    /// <summary>Answers every read, in no time unless told otherwise, and notes when.</summary>
    private sealed class Intuit(TimeProvider time) : HttpMessageHandler
    {
        private int _running;
        private int _most;

        public ConcurrentQueue<(DateTimeOffset At, string Path)> Calls { get; } = new();

        public TimeSpan Takes { get; init; }

        public (string Type, string Body)? Throttle { get; set; }

        public int MostAtOnce => _most;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
        {
            Calls.Enqueue((time.GetUtcNow(), request.RequestUri!.AbsolutePath));
            var running = Interlocked.Increment(ref _running);
            InterlockedMax(running);
            if (Takes > TimeSpan.Zero) await Task.Delay(Takes, time, ct);
            Interlocked.Decrement(ref _running);
            var (type, body) = Throttle ?? ("application/json", """{"CompanyInfo":{"CompanyName":"Acme"},"time":"2026-03-02T04:31:00-08:00"}""");
            return new HttpResponseMessage(Throttle is null ? HttpStatusCode.OK : HttpStatusCode.TooManyRequests)
            {
                Content = new StringContent(body, Encoding.UTF8, type),
                RequestMessage = request,
            };
        }

        private void InterlockedMax(int running)
        {
            var most = _most;
            while (running > most && Interlocked.CompareExchange(ref _most, running, most) is var seen && seen != most) most = seen;
        }
    }
}
