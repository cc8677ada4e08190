using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace MlConnector.Node.Demo;

/// <summary>A node in a process of its own, which can be killed and started again on the same store.</summary>
internal sealed class NodeProcess(string folder, IReadOnlyDictionary<string, string> settings) : IAsyncDisposable
{
    private Process? _process;
    private TextWriter _log = TextWriter.Null;

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}");

    public string LogFile { get; } = Path.Combine(folder, "node.log");

    public int Id => _process?.Id ?? 0;

    /// <param name="assembly">The node of another build; without it, this one.</param>
    public void Start(string? assembly = null)
    {
        var start = new ProcessStartInfo { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        var self = assembly ?? Assembly.GetExecutingAssembly().Location;
        // started by an executable of its own or by dotnet: the node is started the same way
        var host = Environment.ProcessPath!;
        start.FileName = host;
        if (Path.GetFileNameWithoutExtension(host) == "dotnet") start.ArgumentList.Add(self);
        start.Environment["ASPNETCORE_URLS"] = Address.ToString();
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;

        var log = _log = TextWriter.Synchronized(new StreamWriter(LogFile, append: true) { AutoFlush = true });
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => log.WriteLine(line.Data);
        _process.ErrorDataReceived += (_, line) => log.WriteLine(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What a power cut would do: SIGKILL.</summary>
    public async Task KillAsync()
    {
        if (_process is not { } process) return;
        _process = null;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        await _log.DisposeAsync();
    }

    /// <summary>A client for it.</summary>
    public NodeClient Client(string apiKey) => new(Address, apiKey, TimeSpan.FromSeconds(90), EnsureRuns);

    /// <exception cref="InvalidOperationException">It has ended by itself.</exception>
    public void EnsureRuns()
    {
        if (_process is { HasExited: true })
            throw new InvalidOperationException($"The node ended with status {_process.ExitCode}:{Environment.NewLine}{string.Join(Environment.NewLine, Tail())}");
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private IEnumerable<string> Tail()
    {
        using var reader = new StreamReader(new FileStream(LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().TrimEnd().Split('\n').TakeLast(15);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
