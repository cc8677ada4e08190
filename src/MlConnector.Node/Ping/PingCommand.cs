using System.Text.Json;
using MlConnector.Actors;
using MlConnector.Node.Hosting;
using MlConnector.Node.Json;

namespace MlConnector.Node.Ping;

/// <summary>Has a node check both ends of a connection and prints the report. Exit status 0: nothing failed; 1: something did; 2: it could not be checked.</summary>
internal static class PingCommand
{
    private const string Usage = "ping <realmId> [--url <address of the node>] [--json]";

    public static async Task<int> RunAsync(string[] args)
    {
        if (OperatorOptions.Parse(args, Usage) is not { } options) return 2;
        using var node = options.Client();
        try
        {
            var body = await node.PostAsync($"/api/connections/{Uri.EscapeDataString(options.Realm)}/ping", CancellationToken.None);
            var answer = JsonSerializer.Deserialize<PingAnswer>(body, NodeJson.Options)!;
            Console.Write(options.Json ? body + Environment.NewLine : PingText.Of(new PingReport(options.Realm, answer.Checks)));
            return answer.Ok ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException or JsonException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }
    }
}
