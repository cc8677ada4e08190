using System.Text;
using System.Text.Json.Nodes;
using MlConnector.Sandbox.QuickBooks;
using MlConnector.Sandbox.QuickBooks.Seed;
using MlConnector.Sandbox.ServiceNow;

namespace MlConnector.Sandbox.Tests.Support;

/// <summary>A sandbox with a small company, and a client that speaks to it over HTTP.</summary>
public abstract class SandboxTest : IAsyncLifetime
{
    protected ManualTime Time { get; } = ManualTime.Start();
    protected SandboxHost Sandbox { get; private set; } = null!;
    protected QuickBooksCompany Company { get; private set; } = null!;
    protected HttpClient Http { get; } = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
    protected string Realm => Company.RealmId;
    protected ServiceNowInstance Instance => Sandbox.ServiceNow;

    protected virtual CompanySeed Seed => new() { Vendors = 6, Bills = 20, Payments = 6, VendorCredits = 2, JournalEntries = 4, History = TimeSpan.FromDays(90) };

    public virtual async Task InitializeAsync()
    {
        Sandbox = await SandboxHost.StartAsync(new SandboxOptions { Time = Time });
        Company = Sandbox.QuickBooks.AddCompany(Seed);
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await Sandbox.DisposeAsync();
    }

    protected async Task<Reply> SendAsync(HttpMethod method, string url, HttpContent? content = null, string? authorization = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, url) { Content = content };
        request.Headers.Accept.ParseAdd("application/json");
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Http.SendAsync(request);
        return new Reply((int)response.StatusCode, await response.Content.ReadAsStringAsync(),
            response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(",", h.Value), StringComparer.OrdinalIgnoreCase));
    }

    protected static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    protected static StringContent Json(JsonNode json) => Json(json.ToJsonString());

    protected static FormUrlEncodedContent Form(params (string Name, string Value)[] values) => new(values.Select(v => KeyValuePair.Create(v.Name, v.Value)));

    protected static string Basic(string user, string password) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

    /// <summary>One call of the Accounting API with a token that is good.</summary>
    protected Task<Reply> QuickBooksAsync(string pathAndQuery, HttpMethod? method = null, HttpContent? content = null) =>
        SendAsync(method ?? HttpMethod.Get, $"{Sandbox.QuickBooks.ApiUrl}/v3/company/{Realm}/{pathAndQuery}", content, "Bearer " + Sandbox.QuickBooks.AccessToken(Realm));

    protected Task<Reply> QueryAsync(string statement) => QuickBooksAsync("query?query=" + Uri.EscapeDataString(statement));

    protected async Task<Reply> ServiceNowAsync(string pathAndQuery, HttpMethod? method = null, HttpContent? content = null, params (string, string)[] headers)
    {
        var token = await SendAsync(HttpMethod.Post, Instance.Url + "/oauth_token.do", Form(("grant_type", "client_credentials"),
            ("client_id", Instance.Settings.ClientId), ("client_secret", Instance.Settings.ClientSecret)));
        return await SendAsync(method ?? HttpMethod.Get, Instance.Url + pathAndQuery, content, "Bearer " + token.Json["access_token"], headers);
    }
}

/// <summary>An answer read whole.</summary>
public sealed record Reply(int Status, string Body, Dictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Body)!;
}
