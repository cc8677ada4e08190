using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace MlConnector.Node.Demo;

/// <summary>What an operator would do with curl.</summary>
/// <param name="ensureRuns">Throws when there is no use in waiting any longer.</param>
internal sealed class NodeClient(Uri address, string apiKey, TimeSpan timeout, Action? ensureRuns = null) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _http = new()
    {
        BaseAddress = address,
        Timeout = timeout,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", apiKey) },
    };

    public async Task ReadyAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            ensureRuns?.Invoke();
            try
            {
                using var response = await _http.GetAsync("/health/ready", limit.Token);
                if (response.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // it does not listen yet
            }
            await Task.Delay(Pause, limit.Token);
        }
    }

    public async Task ConnectAsync(string realm, JsonObject connection, CancellationToken ct)
    {
        using var response = await _http.PutAsJsonAsync($"/api/connections/{realm}", connection, ct);
        await EnsureAsync(response, ct);
    }

    public async Task<JsonObject> GetAsync(string path, CancellationToken ct)
    {
        using var response = await _http.GetAsync(path, ct);
        await EnsureAsync(response, ct);
        return (await response.Content.ReadFromJsonAsync<JsonObject>(ct))!;
    }

    public async Task<JsonObject> PollAsync(string realm, int waitSeconds, CancellationToken ct)
    {
        using var response = await _http.PostAsync($"/api/connections/{realm}/poll?wait={waitSeconds}", null, ct);
        await EnsureAsync(response, ct);
        return (await response.Content.ReadFromJsonAsync<JsonObject>(ct))!;
    }

    /// <summary>The answer as it came.</summary>
    public async Task<string> PostAsync(string path, CancellationToken ct)
    {
        using var response = await _http.PostAsync(path, null, ct);
        await EnsureAsync(response, ct);
        return await response.Content.ReadAsStringAsync(ct);
    }

    public void Dispose() => _http.Dispose();

    private static async Task EnsureAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.IsSuccessStatusCode) return;
        var body = await response.Content.ReadAsStringAsync(ct);
        var said = response.Content.Headers.ContentType?.MediaType == "application/problem+json" ? JsonNode.Parse(body)?["detail"]?.ToString() ?? body : body;
        throw new InvalidOperationException($"{response.RequestMessage!.Method} {response.RequestMessage.RequestUri!.PathAndQuery} was answered {(int)response.StatusCode}: {said}");
    }
}
