using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Event;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Compliance.Hosting;

public sealed class LoggingTests
{
    private sealed class Recorder : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<(LogLevel Level, string Text, Exception? Cause)> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue((logLevel, formatter(state, exception), exception));

        public void Dispose() { }
    }

    [Fact]
    public async Task What_actors_log_reaches_the_hosts_loggers_from_the_chosen_level_on()
    {
        var recorder = new Recorder();
        using var host = HostedSystem.Build(
            (builder, _) => builder.ConfigureLoggers(loggers =>
            {
                loggers.LogLevel = Akka.Event.LogLevel.InfoLevel;
                loggers.ClearLoggers();
                loggers.AddLoggerFactory();
            }),
            services => services.AddLogging(logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(recorder)));
        await host.StartAsync();
        var log = host.System().Log;

        log.Debug("not to be seen");
        log.Error(new InvalidOperationException("the cause"), "failed {0} times", 3);

        await WaitFor(() => recorder.Lines.Any(l => l.Level == LogLevel.Error && l.Text.Contains("failed 3 times") && l.Cause is InvalidOperationException));
        recorder.Lines.ShouldNotContain(l => l.Text.Contains("not to be seen"));
        await host.StopAsync();
    }

    private sealed class Thrower : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (formatter(state, exception).Contains("disposed of")) throw new ObjectDisposedException("the log");
        }

        public void Dispose() { }
    }

    private sealed class Noisy : ReceiveActor
    {
        public Noisy() => ReceiveAny(message =>
        {
            Context.GetLogger().Info("the log is {0}", message);
            Sender.Tell(message);
        });
    }

    [Fact]
    public async Task A_log_that_throws_fails_nobody_who_logs()
    {
        using var host = HostedSystem.Build(
            (builder, _) => builder.ConfigureLoggers(loggers =>
            {
                loggers.ClearLoggers();
                loggers.AddLoggerFactory();
            }),
            services => services.AddLogging(logging => logging.ClearProviders().AddProvider(new Thrower())));
        await host.StartAsync();
        var noisy = host.System().ActorOf(Props.Create(() => new Noisy()));

        (await noisy.Ask<string>("disposed of", HostedSystem.Patience)).ShouldBe("disposed of");
        await host.StopAsync();
    }

    private static async Task WaitFor(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(HostedSystem.Patience);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!condition()) await poll.WaitForNextTickAsync(limit.Token);
    }
}
