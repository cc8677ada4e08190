using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace MlConnector.Benchmarks.Processes;

/// <summary>Posts notices as Intuit does, signed, of bills that were updated now.</summary>
internal sealed class WebhookPost(RunningNode node, SandboxProcess sandbox) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false });
    private readonly byte[] _verifier = Encoding.UTF8.GetBytes(sandbox["verifier"]);

    /// <exception cref="HttpRequestException">The answer was not 200.</exception>
    public async Task SendAsync(Company company, IEnumerable<string> bills)
    {
        var now = DateTimeOffset.UtcNow;
        var body = Encoding.UTF8.GetBytes(new JsonArray([.. bills.Select(id => new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = Guid.NewGuid().ToString(),
            ["source"] = "intuit.benchmark",
            ["type"] = "qbo.bill.updated.v1",
            ["datacontenttype"] = "application/json",
            ["time"] = now.ToString("O"),
            ["intuitentityid"] = id,
            ["intuitaccountid"] = company.Realm,
            ["data"] = new JsonObject(),
        })]).ToJsonString());
        using var request = new HttpRequestMessage(HttpMethod.Post, node.Webhooks) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TryAddWithoutValidation("intuit-signature", Convert.ToBase64String(HMACSHA256.HashData(_verifier, body)));
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();
}
