using System.Data.Common;
using Akka.Configuration;
using MlConnector.Actors.Secrets;
using MlConnector.Node.Settings;

namespace MlConnector.Node.Hosting;

/// <summary>Runs a node until it is stopped. Exit status 2: it is set up wrongly and says how; 1: it failed.</summary>
public static class NodeCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            if (args is [var verb, ..] && verb[0] is not ('-' or '/') && !verb.Contains('='))
                throw new SettingsException($"'{verb}' is no command. Known are demo, ping, reconcile and sandbox; without one, the node runs.");
            await using var node = NodeHost.Build(args);
            await node.RunAsync();
            return 0;
        }
        catch (Exception e) when (Refusal(e) is { } refusal)
        {
            await Console.Error.WriteLineAsync($"The node does not start.{Environment.NewLine}{refusal}");
            return 2;
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync(Failure(e));
            return 1;
        }
    }

    // what a person has set up so; its message is all that they need
    private static string? Refusal(Exception e) => e switch
    {
        SettingsException or WrongMasterKeyException or ConfigurationException => e.Message,
        InvalidDataException { InnerException: { } cause } => $"{e.Message} {cause.Message}",
        _ => null,
    };

    private static string Failure(Exception e) => e switch
    {
        DbException => $"The store cannot be opened: {e.Message}",
        IOException or UnauthorizedAccessException => e.Message,
        _ => e.ToString(),
    };
}
