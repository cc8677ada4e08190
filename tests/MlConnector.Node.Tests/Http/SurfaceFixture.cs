using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MlConnector.Actors;
using MlConnector.Node.Http;
using MlConnector.Node.Settings;
using MlConnector.QuickBooks;
using MlConnector.ServiceNow.Profiles;

namespace MlConnector.Node.Tests.Http;

/// <summary>The HTTP surface on a real port, with a connector in memory behind it.</summary>
public sealed class SurfaceFixture : IAsyncLifetime
{
    public const string Key = "an-admin-key-of-some-length";
    private WebApplication _app = null!;

    private static readonly QuickBooksSettings QuickBooks = new(
        new QuickBooksOptions(new Uri("https://api.test"), new Uri("https://token.test"), new Uri("https://revoke.test"), "client-1", "secret-1"),
        IntuitEnvironment.Sandbox, new Uri("https://authorize.test"), new Uri("https://connector.test/connect/quickbooks/callback"), null, 500_000);

    public HttpClient Http { get; private set; } = null!;

    internal FakeConnector Connector { get; } = new();

    internal ErrorLog Errors { get; } = new();

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(Errors);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IConnector>(Connector);
        builder.Services.AddSingleton<ISecretSealer, FakeSealer>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddHealthChecks();
        builder.Services.AddSingleton(ProfileCatalog.Shipped);
        builder.Services.AddHttpSurface(Key, QuickBooks);
        _app = builder.Build().MapHttpSurface();
        await _app.StartAsync();
        Http = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Key) } };
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    public Task<HttpResponseMessage> PutAsync(string path, string json) => Http.PutAsync(path, Json(json));

    public Task<HttpResponseMessage> PostAsync(string path, string json = "{}") => Http.PostAsync(path, Json(json));

    public static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    public static async Task<JsonObject> BodyAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();

    /// <summary>The detail of an answer that must be problem details with this status.</summary>
    public static async Task<string> ProblemAsync(HttpResponseMessage response, int status)
    {
        ((int)response.StatusCode).ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await BodyAsync(response);
        problem["status"]!.GetValue<int>().ShouldBe(status);
        problem["title"]!.GetValue<string>().ShouldNotBeEmpty();
        return problem["detail"]!.GetValue<string>();
    }
}
