using Microsoft.AspNetCore.Http.Json;
using MlConnector.Node.Connect;
using MlConnector.Node.Health;
using MlConnector.Node.Json;
using MlConnector.Node.Ping;
using MlConnector.Node.Reconcile;
using MlConnector.Node.Settings;
using MlConnector.Node.Webhooks;

namespace MlConnector.Node.Http;

/// <summary>What the node answers over HTTP. It needs an <c>IConnector</c> and an <c>ISecretSealer</c> behind it.</summary>
public static class HttpSurface
{
    public static IServiceCollection AddHttpSurface(this IServiceCollection services, string adminApiKey, QuickBooksSettings quickBooks)
    {
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context => context.ProblemDetails.Extensions.Remove("traceId"));
        services.Configure<JsonOptions>(options => NodeJson.Apply(options.SerializerOptions));
        // a bad request is thrown in every environment, so that it is told in our words
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddSingleton(new AdminKey(adminApiKey));
        services.AddSingleton(quickBooks);
        services.AddSingleton(new ConnectLink(quickBooks.RedirectUrl));
        services.AddSingleton<ConnectEndpoints>();
        services.AddSingleton<WebhookEndpoint>();
        services.AddSingleton<ConnectionEndpoints>();
        services.AddSingleton<EntityEndpoints>();
        services.AddSingleton<ReconcileEndpoint>();
        services.AddSingleton<PingEndpoint>();
        services.AddSingleton<SupplierEndpoints>();
        return services;
    }

    public static WebApplication MapHttpSurface(this WebApplication app)
    {
        app.UseProblemDetails();
        app.Use(app.Services.GetRequiredService<AdminKey>().GuardAsync);
        app.MapHealth();
        var connect = app.Services.GetRequiredService<ConnectEndpoints>();
        app.MapPost("/webhooks/quickbooks", app.Services.GetRequiredService<WebhookEndpoint>().ReceiveAsync);
        app.MapGet(ConnectLink.Path, connect.Start);
        app.MapGet(ConnectLink.Path + "/callback", connect.ReturnAsync);
        var connections = app.Services.GetRequiredService<ConnectionEndpoints>();
        var entities = app.Services.GetRequiredService<EntityEndpoints>();
        var api = app.MapGroup("/api/connections");
        api.MapGet("", connections.ListAsync);
        api.MapGet("{realmId}", connections.GetAsync);
        api.MapPut("{realmId}", connections.PutAsync);
        api.MapDelete("{realmId}", connections.DeleteAsync);
        api.MapPost("{realmId}/poll", connections.PollAsync);
        api.MapPost("{realmId}/pause", connections.PauseAsync);
        api.MapPost("{realmId}/resume", connections.ResumeAsync);
        api.MapPost("{realmId}/ping", app.Services.GetRequiredService<PingEndpoint>().PingAsync);
        api.MapPost("{realmId}/reconcile", app.Services.GetRequiredService<ReconcileEndpoint>().ReconcileAsync);
        api.MapGet("{realmId}/entities", entities.ListAsync);
        api.MapGet("{realmId}/entities/{type}/{id}", entities.GetAsync);
        api.MapPost("{realmId}/replay", entities.ReplayAsync);
        var suppliers = app.Services.GetRequiredService<SupplierEndpoints>();
        api.MapPut("{realmId}/suppliers/{vendorId}", suppliers.PutAsync);
        api.MapDelete("{realmId}/suppliers/{vendorId}", suppliers.DeleteAsync);
        return app;
    }
}
