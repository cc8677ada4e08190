using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MlConnector.Node.Tests.Process;

/// <summary>The node as a process of its own, in a folder of its own.</summary>
internal sealed class NodeRun : IDisposable
{
    public const string MasterKey = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    public const string AdminKey = "an-admin-key-of-some-length";
    private readonly StringBuilder _output = new();
    private readonly System.Diagnostics.Process _process;

    private NodeRun(System.Diagnostics.Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>Settings that let a node start anywhere.</summary>
    public static Dictionary<string, string> Enough => new()
    {
        ["MlConnector__Secrets__MasterKey"] = MasterKey,
        ["MlConnector__Admin__ApiKey"] = AdminKey,
    };

    public static NodeRun Start(string folder, IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
            ArgumentList = { "exec", Path.Combine(AppContext.BaseDirectory, "MlConnector.Node.dll") },
        };
        foreach (var arg in args) start.ArgumentList.Add(arg);
        // what the test run itself is set up with must not reach it
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || k.StartsWith("DOTNET_ENV", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        foreach (var (name, value) in environment) start.Environment[name] = value;

        var run = new NodeRun(new System.Diagnostics.Process { StartInfo = start }, address);
        run._process.OutputDataReceived += run.Keep;
        run._process.ErrorDataReceived += run.Keep;
        run._process.Start();
        run._process.BeginOutputReadLine();
        run._process.BeginErrorReadLine();
        return run;
    }

    public async Task<int> EndAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async Task ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Address };
        var deadline = DateTime.UtcNow.AddSeconds(60);
        while (true)
        {
            _process.HasExited.ShouldBeFalse(Output);
            try
            {
                if ((await http.GetAsync("/health/ready")).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) when (DateTime.UtcNow < deadline)
            {
                // it does not listen yet
            }
            DateTime.UtcNow.ShouldBeLessThan(deadline, Output);
            await Task.Delay(100);
        }
    }

    /// <summary>As a service manager stops it: SIGTERM.</summary>
    public void Terminate() => System.Diagnostics.Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExit();

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_output) _output.AppendLine(line.Data);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
