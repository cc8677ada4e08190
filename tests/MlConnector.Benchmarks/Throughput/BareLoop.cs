using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MlConnector.Benchmarks.Processes;

namespace MlConnector.Benchmarks.Throughput;

/// <summary>Sends recorded requests again: so many loops, each a record after the other, and nothing besides.</summary>
internal static class BareLoop
{
    public static async Task RunAsync(SandboxProcess sandbox, IReadOnlyList<RecordedWrite> writes, int loops)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(http, sandbox));
        var waiting = new ConcurrentQueue<RecordedWrite>(writes);
        await Task.WhenAll(Enumerable.Range(0, loops).Select(async _ =>
        {
            while (waiting.TryDequeue(out var write))
            {
                foreach (var request in write.Requests) await SendAsync(http, sandbox, request);
            }
        }));
    }

    private static async Task SendAsync(HttpClient http, SandboxProcess sandbox, RecordedRequest recorded)
    {
        using var request = new HttpRequestMessage(recorded.Method, sandbox["instance"] + recorded.Path);
        if (recorded.Body is { } body) request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
    }

    private static async Task<string> TokenAsync(HttpClient http, SandboxProcess sandbox)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = sandbox["instanceClient"], ["client_secret"] = sandbox["instanceSecret"],
        });
        using var response = await http.PostAsync(sandbox["instance"] + "/oauth_token.do", form);
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!["access_token"]!.GetValue<string>();
    }
}
