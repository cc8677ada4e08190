using Akka.Configuration;
using MlConnector.Node.Settings;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Settings.Configuration;

namespace MlConnector.Node.Hosting;

/// <summary>Readable lines on the console. The section Serilog changes levels, and adds a rolling file.</summary>
internal static class NodeLogging
{
    private const string Template = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u3} {Message:lj}{NewLine}{Exception}";

    /// <exception cref="SettingsException">The section Serilog cannot be followed.</exception>
    public static Logger Create(IConfiguration configuration)
    {
        try
        {
            return Configured(configuration);
        }
        catch (InvalidOperationException e)
        {
            throw new SettingsException($"The section Serilog cannot be followed: {e.Message} Allowed are the levels Verbose, Debug, Information, Warning, Error and Fatal, and the sinks Console and File.");
        }
    }

    private static Logger Configured(IConfiguration configuration) => new LoggerConfiguration()
        .MinimumLevel.Information()
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        .MinimumLevel.Override("Akka", LogEventLevel.Warning)
        // told in words where the start has failed
        .Filter.ByExcluding(line => line.Exception is ConfigurationException)
        .WriteTo.Console(outputTemplate: Template)
        .ReadFrom.Configuration(configuration, new ConfigurationReaderOptions(typeof(ConsoleLoggerConfigurationExtensions).Assembly, typeof(FileLoggerConfigurationExtensions).Assembly))
        .CreateLogger();
}
