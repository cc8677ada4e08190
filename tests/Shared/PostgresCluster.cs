using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Tests.Shared;

/// <summary>
/// PostgreSQL for tests: the server that MLCONNECTOR_TEST_POSTGRES names (a connection string), else a throwaway one of this machine's own,
/// on a free loopback port and in a temporary folder, that lives as long as the test process. MLCONNECTOR_REQUIRE_POSTGRES=1 makes its absence a failure.
/// </summary>
public static class PostgresCluster
{
    private static readonly string? External = Environment.GetEnvironmentVariable("MLCONNECTOR_TEST_POSTGRES");
    private static readonly string? Binaries = FindBinaries();
    private static readonly Lazy<string> Server = new(() => External ?? Start());

    /// <summary>Whether a throwaway server flushes its commits to disk; to be said before the first database.</summary>
    public static bool Durable { get; set; }

    public static string? SkipReason =>
        External is not null || Binaries is not null || Environment.GetEnvironmentVariable("MLCONNECTOR_REQUIRE_POSTGRES") == "1"
            ? null
            : "No PostgreSQL: neither MLCONNECTOR_TEST_POSTGRES nor server binaries on this machine.";

    /// <summary>The connection string of a new, empty database.</summary>
    public static string NewDatabase()
    {
        var name = $"test_{Guid.NewGuid():N}";
        using var source = NpgsqlDataSource.Create(Server.Value);
        using var create = source.CreateCommand($"CREATE DATABASE {name}");
        create.ExecuteNonQuery();
        if (External is not null) AppDomain.CurrentDomain.ProcessExit += (_, _) => Drop(name);
        return new NpgsqlConnectionStringBuilder(Server.Value) { Database = name }.ToString();
    }

    private static void Drop(string database)
    {
        using var source = NpgsqlDataSource.Create(External!);
        using var drop = source.CreateCommand($"DROP DATABASE {database} WITH (FORCE)");
        drop.ExecuteNonQuery();
    }

    private static string Start()
    {
        if (Binaries is null) throw new InvalidOperationException("PostgreSQL is required, and neither MLCONNECTOR_TEST_POSTGRES nor server binaries are there.");
        var folder = Run("mktemp", "-d", "/tmp/postgres-test-XXXXXX").Trim();
        Run(Path.Combine(Binaries, "initdb"), "-D", $"{folder}/data", "-U", "postgres", "-A", "trust", "--no-sync");
        var port = FreePort();
        // In the background of a shell that is gone at once: nobody's child, it outlives this process, however that ends, and cleans up after it.
        Run("sh", "-c", $"""
            (
              "{Binaries}/postgres" -D {folder}/data -p {port} -h 127.0.0.1 -k {folder} -c max_connections=300 -c fsync={(Durable ? "on" : "off")} & server=$!
              while kill -0 $server && ps -p {Environment.ProcessId}; do sleep 1; done
              kill -QUIT $server; wait; rm -rf {folder}
            ) < /dev/null > {folder}/log 2>&1 &
            """);
        var connectionString = $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Maximum Pool Size=20";
        for (var until = DateTime.UtcNow.AddSeconds(60); !Answers(connectionString);)
            if (DateTime.UtcNow > until) throw new InvalidOperationException("The throwaway PostgreSQL server did not start.");
        return connectionString;
    }

    private static bool Answers(string connectionString)
    {
        try
        {
            using var connection = new NpgsqlConnection(connectionString);
            connection.Open();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static string? FindBinaries()
    {
        var installed = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(d => Path.Combine(d, "bin")) : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return installed.Concat(path).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Run(string file, params string[] arguments)
    {
        using var process = Process.Start(StartInfo(file, arguments))!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{file} failed: {error.Result}");
    }

    /// <summary>The server refuses to run as root, so root runs it as the user that the packages made for it.</summary>
    private static ProcessStartInfo StartInfo(string file, params string[] arguments)
    {
        var info = new ProcessStartInfo(Environment.UserName == "root" ? "runuser" : file)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/tmp",
        };
        if (Environment.UserName == "root")
            foreach (var argument in (string[])["-u", "postgres", "--", file]) info.ArgumentList.Add(argument);
        foreach (var argument in arguments) info.ArgumentList.Add(argument);
        return info;
    }
}
