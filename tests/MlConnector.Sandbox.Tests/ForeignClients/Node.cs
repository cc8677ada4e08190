using System.ComponentModel;
using System.Diagnostics;

namespace MlConnector.Sandbox.Tests.ForeignClients;

/// <summary>Runs scripts under Node, with the packages that package.json names beside them.</summary>
internal static class Node
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "ForeignClients");

    /// <summary>Why the packages cannot be used; none when they can. The first to ask installs them.</summary>
    public static readonly Lazy<string?> Missing = new(Install);

    public static async Task RunAsync(string script, Dictionary<string, string> environment)
    {
        Missing.Value.ShouldBeNull();
        var (code, output) = await ExecuteAsync("node", [script], environment);
        code.ShouldBe(0, output);
    }

    private static string? Install()
    {
        var done = Path.Combine(Folder, "node_modules", ".installed");
        var wanted = File.ReadAllText(Path.Combine(Folder, "package.json"));
        if (File.Exists(done) && File.ReadAllText(done) == wanted)
            return null;
        try
        {
            var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
            var (code, output) = ExecuteAsync(npm, ["install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"], []).GetAwaiter().GetResult();
            if (code != 0)
                return $"npm could not install the clients: {output}";
            File.WriteAllText(done, wanted);
            return null;
        }
        catch (Win32Exception e)
        {
            return $"Node or npm is not there: {e.Message}";
        }
    }

    private static async Task<(int Code, string Output)> ExecuteAsync(string program, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"{program} took more than five minutes.");
        }
    }
}
