using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;
using Xunit.Abstractions;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Akka.Hosting.TestKit;

/// <summary>A test class with a host of its own, in which the actor system is wired as in production.</summary>
public abstract class TestKit(string? actorSystemName = null, ITestOutputHelper? output = null, TimeSpan? startupTimeout = null, LogLevel logLevel = LogLevel.Information)
    : TestKitBase(new XunitAssertions(), (ActorSystem?)null), IAsyncLifetime
{
    private IHost? _host;

    public IHost Host => _host ?? throw new InvalidOperationException("The host has not been started.");

    public ActorRegistry ActorRegistry => Host.Services.GetRequiredService<ActorRegistry>();

    public TimeSpan StartupTimeout { get; } = startupTimeout ?? TimeSpan.FromSeconds(10);

    public string ActorSystemName { get; } = actorSystemName ?? "test";

    public ITestOutputHelper? Output { get; } = output;

    public LogLevel LogLevel { get; } = logLevel;

    protected virtual Config? Config => null;

    protected abstract void ConfigureAkka(AkkaConfigurationBuilder builder, IServiceProvider provider);

    protected virtual void ConfigureHostConfiguration(IConfigurationBuilder builder) { }

    protected virtual void ConfigureAppConfiguration(HostBuilderContext context, IConfigurationBuilder builder) { }

    protected virtual void ConfigureServices(HostBuilderContext context, IServiceCollection services) { }

    protected virtual void ConfigureLogging(ILoggingBuilder builder) { }

    protected virtual Task BeforeTestStart() => Task.CompletedTask;

    protected virtual Task AfterAllAsync() => Task.CompletedTask;

    public async Task InitializeAsync()
    {
        _host = new HostBuilder()
            .ConfigureHostConfiguration(ConfigureHostConfiguration)
            .ConfigureAppConfiguration(ConfigureAppConfiguration)
            .ConfigureLogging(logging =>
            {
                if (Output is not null) logging.AddProvider(new XUnitLoggerProvider(Output, LogLevel));
                ConfigureLogging(logging);
            })
            .ConfigureServices((context, services) =>
            {
                ConfigureServices(context, services);
                services.AddAkka(ActorSystemName, (builder, provider) =>
                {
                    if (Config is { } config) builder.AddHocon(config, HoconAddMode.Prepend);
                    builder.ConfigureLoggers(logger => logger.ClearLoggers().AddLoggerFactory());
                    ConfigureAkka(builder, provider);
                });
            })
            .Build();

        using var limit = new CancellationTokenSource(StartupTimeout);
        await _host.StartAsync(limit.Token).WaitAsync(StartupTimeout);
        base.InitializeTest(_host.Services.GetRequiredService<ActorSystem>(), ActorSystemSetup.Empty, null, null);
        await BeforeTestStart();
    }

    /// <summary>There is no system before <see cref="InitializeAsync"/> has started the host.</summary>
    protected sealed override void InitializeTest(ActorSystem? system, ActorSystemSetup config, string? actorSystemName, string? testActorName)
    {
        if (system is not null) base.InitializeTest(system, config, actorSystemName, testActorName);
    }

    public async Task DisposeAsync()
    {
        await AfterAllAsync();
        if (_host is null) return;
        await _host.StopAsync();
        _host.Dispose();
    }
}
