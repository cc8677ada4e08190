using System.Text.Json;
using MlConnector.Node.Hosting;
using MlConnector.Node.Json;

namespace MlConnector.Node.Reconcile;

/// <summary>Has a node compare a company's books and prints the report. Exit status 0: both sides agree; 1: they differ; 2: they could not be compared.</summary>
internal static class ReconcileCommand
{
    private const string Usage = "reconcile <realmId> [--url <address of the node>] [--json]";

    public static async Task<int> RunAsync(string[] args)
    {
        if (OperatorOptions.Parse(args, Usage) is not { } options) return 2;
        using var node = options.Client();
        try
        {
            var body = await node.PostAsync($"/api/connections/{Uri.EscapeDataString(options.Realm)}/reconcile", CancellationToken.None);
            var report = JsonSerializer.Deserialize<ReconcileAnswer>(body, NodeJson.Options)!;
            Console.Write(options.Json ? body + Environment.NewLine : ReconcileText.Of(report));
            return report.Agrees ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException or JsonException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }
    }
}
