using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MlConnector.Sandbox.Tests.Support;

/// <summary>The application's end of a webhook.</summary>
public sealed class WebhookListener : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly ConcurrentQueue<(string Signature, byte[] Body)> _received = new();

    private WebhookListener(WebApplication app) => _app = app;

    public int Status { get; set; } = 200;

    /// <summary>What all answers but the first are.</summary>
    public int? StatusAfterFirst { get; set; }
    public IReadOnlyCollection<(string Signature, byte[] Body)> Received => _received;
    public Uri Address { get; private set; } = null!;

    public static async Task<WebhookListener> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var listener = new WebhookListener(builder.Build());
        listener._app.Run(listener.ReceiveAsync);
        await listener._app.StartAsync();
        var address = listener._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        listener.Address = new Uri(address + "/webhooks/quickbooks");
        return listener;
    }

    public async Task ReceivedAsync(int count)
    {
        for (var i = 0; i < count; i++)
            (await _arrived.WaitAsync(TimeSpan.FromSeconds(60))).ShouldBeTrue("no webhook came");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        _received.Enqueue((http.Request.Headers["intuit-signature"].ToString(), body.ToArray()));
        http.Response.StatusCode = _received.Count > 1 ? StatusAfterFirst ?? Status : Status;
        _arrived.Release();
    }
}
