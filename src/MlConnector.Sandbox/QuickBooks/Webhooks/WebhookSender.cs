using System.Security.Cryptography;

namespace MlConnector.Sandbox.QuickBooks.Webhooks;

/// <summary>Posts what changed in all companies to the application's address, signed, as untidily as is asked for.</summary>
public sealed class WebhookSender : IDisposable
{
    private const int Kept = 100_000;

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false }) { Timeout = TimeSpan.FromSeconds(10) };
    private readonly QuickBooksSettings _settings;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly List<CompanyChange> _pending = [];
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal WebhookSender(QuickBooksSettings settings, TimeProvider time)
    {
        _settings = settings;
        _time = time;
    }

    /// <summary>The application's address; none sends nothing.</summary>
    public Uri? Target { get; set; }

    public WebhookFormat Format { get; set; } = WebhookFormat.CloudEvents;

    /// <summary>How often every event is sent.</summary>
    public int Copies { get; set; } = 1;

    /// <summary>The newest event comes first.</summary>
    public bool Reversed { get; set; }

    /// <summary>One body holds events of several realms; otherwise each realm gets bodies of its own.</summary>
    public bool MixesRealms { get; set; } = true;

    public int LargestBody { get; set; } = 1000;

    public IReadOnlyList<CompanyChange> Pending
    {
        get
        {
            lock (_gate)
                return [.. _pending];
        }
    }

    public void Forget()
    {
        lock (_gate)
            _pending.Clear();
    }

    /// <summary>Sends what is pending and returns the statuses, one for each body. What was not answered 200 stays pending.</summary>
    public async Task<IReadOnlyList<int>> SendPendingAsync(CancellationToken cancellation = default)
    {
        List<CompanyChange> changes;
        lock (_gate)
        {
            changes = [.. _pending];
            _pending.Clear();
        }

        var statuses = new List<int>();
        foreach (var body in Bodies(changes))
        {
            var status = await SendAsync(body, cancellation);
            statuses.Add(status);
            if (status == 200)
                continue;
            lock (_gate)
                _pending.InsertRange(0, body.Distinct());
        }

        return statuses;
    }

    /// <summary>Sends these events as they are, in one body.</summary>
    public Task<int> SendAsync(IReadOnlyList<CompanyChange> changes, CancellationToken cancellation = default) =>
        PostAsync(WebhookBody.Write(changes, Format), null, cancellation);

    /// <summary>Posts any bytes with a signature, the right one unless another is given; 0 when there was no answer.</summary>
    public async Task<int> PostAsync(byte[] body, string? signature = null, CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Target ?? throw new InvalidOperationException("Webhooks have no target."))
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        request.Headers.TryAddWithoutValidation("intuit-signature", signature ?? Sign(body));
        request.Headers.TryAddWithoutValidation("intuit-created-time", _time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("intuit-t-id", Guid.NewGuid().ToString());
        request.Headers.TryAddWithoutValidation("intuit-notification-schema-version", "1.0");
        request.Headers.UserAgent.ParseAdd("intuit_notification_server/1.0");
        try
        {
            using var response = await _http.SendAsync(request, cancellation);
            return (int)response.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException || e is TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return 0;
        }
    }

    public string Sign(byte[] body) =>
        Convert.ToBase64String(HMACSHA256.HashData(System.Text.Encoding.UTF8.GetBytes(_settings.WebhookVerifierToken), body));

    /// <summary>Sends by itself whatever changes, and again as Intuit does until it is acknowledged.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        TimeSpan[] retries = [TimeSpan.Zero, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(20)];
        var failures = 0;
        while (!cancellation.IsCancellationRequested)
        {
            Task news;
            lock (_gate)
                news = _pending.Count > 0 ? Task.CompletedTask : _news.Task;
            await news.WaitAsync(cancellation);
            if (Target is null)
                Forget();
            else if ((await SendPendingAsync(cancellation)).All(s => s == 200))
                failures = 0;
            else
                await Task.Delay(retries[Math.Min(failures++, retries.Length - 1)], _time, cancellation);
        }
    }

    public void Dispose() => _http.Dispose();

    internal void Add(CompanyChange change)
    {
        lock (_gate)
        {
            if (_pending.Count < Kept)
                _pending.Add(change);
            _news.TrySetResult();
            _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private IEnumerable<CompanyChange[]> Bodies(List<CompanyChange> changes)
    {
        var events = changes.SelectMany(c => Enumerable.Repeat(c, Copies));
        if (Reversed)
            events = events.Reverse();
        return MixesRealms ? events.Chunk(LargestBody) : events.GroupBy(e => e.RealmId).SelectMany(g => g.Chunk(LargestBody));
    }
}
