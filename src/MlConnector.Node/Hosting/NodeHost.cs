using Akka.Hosting;
using Microsoft.Data.Sqlite;
using MlConnector.Actors;
using MlConnector.Actors.Secrets;
using MlConnector.Node.Health;
using MlConnector.Node.Http;
using MlConnector.Node.Settings;
using Npgsql;
using Serilog;

namespace MlConnector.Node.Hosting;

/// <summary>Puts a node together out of its settings: keys, secrets, connector, HTTP.</summary>
public static class NodeHost
{
    public static WebApplication Build(string[] args)
    {
        // settings are read once, so no file needs to be watched
        var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
        var settings = SettingsReader.Read(builder.Configuration);
        var keys = NodeKeys.Resolve(settings, builder.Environment.IsDevelopment());

        builder.Logging.ClearProviders().AddSerilog(NodeLogging.Create(builder.Configuration), dispose: true);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        // longer than all phases of the coordinated shutdown that may take their time
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(45));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ISecretSealer>(services =>
            SecretSealer.Open(settings.Connector, keys.Master, services.GetRequiredService<ILoggerFactory>()));
        builder.Services.AddConnector(settings.Connector, settings.QuickBooks.Api, akka => akka
            .AddHoconFile(Path.Combine(AppContext.BaseDirectory, "hocon", "akka.hocon"), HoconAddMode.Append)
            .ConfigureLoggers(loggers =>
            {
                loggers.ClearLoggers();
                loggers.AddLoggerFactory();
            }));
        builder.Services.AddHttpSurface(keys.AdminApiKey, settings.QuickBooks);
        builder.Services.AddNodeHealth();

        var app = builder.Build();
        // now, so that a wrong master key stops the node before anything starts
        app.Services.GetRequiredService<ISecretSealer>();
        Announce(app, settings, keys);
        return app.MapHttpSurface();
    }

    private static void Announce(WebApplication app, NodeSettings settings, NodeKeys keys)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("MlConnector.Node");
        foreach (var file in keys.Made) log.KeyMade(file);
        if (settings.QuickBooks.Api is { ClientId: "" } or { ClientSecret: "" }) log.NoIntuitApp();
        app.Lifetime.ApplicationStarted.Register(() => log.Started(string.Join(", ", app.Urls), Describe(settings.Connector), settings.QuickBooks.Api.ApiUrl));
        app.Lifetime.ApplicationStopping.Register(log.Stopping);
        app.Lifetime.ApplicationStopped.Register(log.Stopped);
    }

    // never the connection string: it may hold a password
    private static string Describe(ConnectorOptions store) => store.Provider == StoreProvider.Sqlite
        ? Path.GetFullPath(new SqliteConnectionStringBuilder(store.ConnectionString).DataSource)
        : new NpgsqlConnectionStringBuilder(store.ConnectionString) is var p ? $"PostgreSQL database {p.Database} on {p.Host}" : "";
}
