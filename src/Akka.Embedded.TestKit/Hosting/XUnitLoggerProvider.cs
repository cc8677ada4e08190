using Microsoft.Extensions.Logging;
using Xunit.Abstractions;

namespace Akka.Hosting.TestKit;

/// <summary>Writes the host's log into the output of the test.</summary>
internal sealed class XUnitLoggerProvider(ITestOutputHelper output, LogLevel minimum) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, output, minimum);

    public void Dispose() { }

    private sealed class Logger(string category, ITestOutputHelper output, LogLevel minimum) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= minimum && logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            try { output.WriteLine($"[{logLevel}] {category}: {formatter(state, exception)} {exception}"); }
            catch (InvalidOperationException) { } // the test is over; what still logs is on its way down
        }
    }
}
