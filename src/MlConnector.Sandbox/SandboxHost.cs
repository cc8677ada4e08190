using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MlConnector.Sandbox.Admin;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.QuickBooks;
using MlConnector.Sandbox.QuickBooks.Api;
using MlConnector.Sandbox.ServiceNow;
using MlConnector.Sandbox.ServiceNow.Api;

namespace MlConnector.Sandbox;

/// <summary>QuickBooks Online and a ServiceNow instance over real HTTP on loopback.</summary>
public sealed class SandboxHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly AdminApi _admin;
    private readonly CancellationTokenSource _stopping = new();
    private Task _webhooks = Task.CompletedTask;
    private int _rootPort = -1;

    private SandboxHost(WebApplication app, TimeProvider time)
    {
        _app = app;
        _time = time;
        Faults = new Faults(time);
        QuickBooks = new QuickBooksOnline(time);
        ServiceNow = new ServiceNowInstance(time, AroundAsync);
        _admin = new AdminApi(this);
    }

    public QuickBooksOnline QuickBooks { get; }
    public ServiceNowInstance ServiceNow { get; }
    public Faults Faults { get; }
    public RequestJournal Journal { get; } = new();

    /// <summary>Where both systems are, each below its own path.</summary>
    public Uri Address => QuickBooks.Origin;

    /// <summary>Counts and sums of both sides, as <c>GET /sandbox/summary</c> gives them.</summary>
    public JsonObject Summary() => Admin.Summary.Of(QuickBooks, ServiceNow);

    public static async Task<SandboxHost> StartAsync(SandboxOptions? options = null)
    {
        options ??= new SandboxOptions();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(1));
        if (options.Certificate is not null)
            builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 64 << 20;
            kestrel.Listen(IPAddress.Loopback, options.Port, Listen);
            kestrel.Listen(IPAddress.Loopback, options.ServiceNowPort, Listen);
        });

        var app = builder.Build();
        var host = new SandboxHost(app, options.Time);
        app.Run(host.HandleAsync);
        await app.StartAsync();

        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(a => new Uri(a)).ToArray();
        host.QuickBooks.Origin = host.ServiceNow.Origin = addresses[0];
        host.ServiceNow.RootOrigin = addresses[1];
        host._rootPort = addresses[1].Port;
        if (options.SendsWebhooks)
            host._webhooks = host.QuickBooks.Webhooks.RunAsync(host._stopping.Token);
        return host;

        void Listen(ListenOptions listen)
        {
            if (options.Certificate is not null)
                listen.UseHttps(options.Certificate);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _webhooks.ContinueWith(static _ => { }, TaskScheduler.Default);
        await _app.DisposeAsync();
        QuickBooks.Webhooks.Dispose();
        _stopping.Dispose();
    }

    private async Task HandleAsync(HttpContext http)
    {
        var call = await Call.ReadAsync(http, http.Connection.LocalPort == _rootPort ? "/servicenow" : "");
        if (call.Path.StartsWith("/sandbox", StringComparison.Ordinal) || call.Path == "/")
        {
            await (await _admin.HandleAsync(call)).WriteAsync(http);
            return;
        }

        var answer = await AroundAsync(call, AnswerAsync);
        await answer.WriteAsync(http);
    }

    private ValueTask<Answer> AnswerAsync(Call call) =>
        call.Path.StartsWith("/quickbooks/", StringComparison.Ordinal) ? QuickBooks.AnswerAsync(call)
        : call.Path.StartsWith("/servicenow/", StringComparison.Ordinal) ? ServiceNow.AnswerAsync(call)
        : new(Answer.Text(404, "text/plain", "Nothing is here: /quickbooks, /servicenow and /sandbox are."));

    /// <summary>Every call, also one inside a batch: named, made to fail if a rule says so, and journaled.</summary>
    private async ValueTask<Answer> AroundAsync(Call call, Func<Call, ValueTask<Answer>> effect)
    {
        if (call.Path.StartsWith("/quickbooks/", StringComparison.Ordinal))
            QuickBooksApi.Classify(call);
        else
            ServiceNowApi.Classify(call);

        var at = _time.GetUtcNow();
        var start = Stopwatch.GetTimestamp();
        Answer answer;
        try
        {
            answer = await Faults.AroundAsync(call, effect);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or ArgumentException or KeyNotFoundException)
        {
            answer = Answer.Text(500, "text/plain;charset=UTF-8", $"The sandbox could not make sense of the request: {e.Message}");
        }

        Journal.Add(at, call, answer.Status, Stopwatch.GetElapsedTime(start));
        return answer;
    }
}
