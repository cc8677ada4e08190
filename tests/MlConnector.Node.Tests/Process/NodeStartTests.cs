using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace MlConnector.Node.Tests.Process;

public sealed class NodeStartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("node").FullName;

    [Fact]
    public async Task In_production_without_keys_it_refuses_to_start_and_says_how_to_make_them()
    {
        var output = await RefusedAsync(new Dictionary<string, string>());

        output.ShouldContain("MlConnector:Secrets:MasterKey is missing");
        output.ShouldContain("MlConnector:Admin:ApiKey is missing");
        output.ShouldContain("openssl rand -base64 32");
        Directory.GetFileSystemEntries(_folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_unknown_setting_stops_it_with_the_one_that_was_meant()
    {
        var output = await RefusedAsync(With("MlConnector__ServiceNow__RequestPerSecond", "9"));

        output.ShouldContain("MlConnector:ServiceNow:RequestPerSecond is no setting (its value is '9'). Did you mean MlConnector:ServiceNow:RequestsPerSecond?");
    }

    [Fact]
    public async Task A_malformed_setting_on_the_command_line_stops_it()
    {
        (await RefusedAsync(NodeRun.Enough, "--MlConnector:Store:Provider=Oracle")).ShouldContain("MlConnector:Store:Provider is 'Oracle'. Allowed is Sqlite or PostgreSql.");
    }

    [Fact]
    public async Task A_malformed_log_level_stops_it() =>
        (await RefusedAsync(NodeRun.Enough, "--Serilog:MinimumLevel=Loud")).ShouldContain("Loud");

    [Fact]
    public async Task An_address_that_cannot_be_listened_on_stops_it() =>
        (await RefusedAsync(NodeRun.Enough, "--urls", "http://localhost:5000;nonsense")).ShouldContain("names 'nonsense'. Allowed are addresses such as http://localhost:5000");

    [Fact]
    public async Task A_settings_file_that_is_no_json_stops_it_with_its_name()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "appsettings.json"), "{ oops");

        (await RefusedAsync(NodeRun.Enough)).ShouldContain("appsettings.json");
    }

    [Fact]
    public async Task An_unknown_command_is_told_with_those_that_are()
    {
        (await RefusedAsync(NodeRun.Enough, "dmeo")).ShouldContain("'dmeo' is no command. Known are demo, ping, reconcile and sandbox");
    }

    [Fact]
    public async Task It_starts_answers_stops_on_a_signal_and_starts_again_on_its_store()
    {
        await RunAsync(async http =>
        {
            var ready = JsonNode.Parse(await http.GetStringAsync("/health/ready"))!;
            ready["checks"]!.AsArray().Select(c => c!["name"]!.GetValue<string>()).ShouldBe(["actor system", "store", "read side"]);
            ready["checks"]!.AsArray().ShouldAllBe(c => c!["ok"]!.GetValue<bool>());
            var saved = await http.PutAsync("/api/connections/1", Http.SurfaceFixture.Json(Connections.ConnectionExample.Json));
            saved.StatusCode.ShouldBe(HttpStatusCode.Created);
        });
        await RunAsync(async http => (await http.GetStringAsync("/api/connections/1")).ShouldContain("Acme Books"));

        var wrong = With("MlConnector__Secrets__MasterKey", Convert.ToBase64String(new byte[32]));
        (await RefusedAsync(wrong)).ShouldContain("another master key");
    }

    [Fact]
    public async Task In_development_it_makes_its_keys_and_says_where()
    {
        using var node = NodeRun.Start(_folder, new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Development" });
        await node.ReadyAsync();

        var file = Path.Combine(_folder, "data", "admin.key");
        node.Output.ShouldContain(file);
        var key = (await File.ReadAllTextAsync(file)).Trim();
        node.Output.ShouldNotContain(key);
        using var http = Client(node, key);
        (await http.GetStringAsync("/api/connections")).ShouldBe("[]");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task RunAsync(Func<HttpClient, Task> act)
    {
        using var node = NodeRun.Start(_folder, NodeRun.Enough);
        await node.ReadyAsync();
        using (var http = Client(node, NodeRun.AdminKey)) await act(http);
        node.Terminate();
        (await node.EndAsync()).ShouldBe(0, node.Output);
        node.Output.ShouldContain("Node stopped");
        node.Output.ShouldNotContain("secret-1");
    }

    private async Task<string> RefusedAsync(IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        using var node = NodeRun.Start(_folder, environment, args);
        (await node.EndAsync()).ShouldBe(2, node.Output);
        node.Output.ShouldNotContain("   at ");
        return node.Output;
    }

    private static HttpClient Client(NodeRun node, string key) =>
        new() { BaseAddress = node.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };

    private static Dictionary<string, string> With(string name, string value) => new(NodeRun.Enough) { [name] = value };
}
