using System.Collections.Concurrent;
using Akka.Embedded;

namespace Akka.Persistence.Sql;

/// <summary>One database: its idle sessions and its writer.</summary>
internal sealed class SqlDatabase : IDisposable
{
    private readonly ConcurrentBag<SqlSession> _idle = [];
    private readonly EngineRuntime _runtime;
    private readonly GroupCommit _writer;
    private volatile bool _disposed;

    internal SqlDatabase(SqlDialect dialect, EngineRuntime runtime)
    {
        Dialect = dialect;
        _runtime = runtime;
        _writer = new GroupCommit(this, runtime);
    }

    internal SqlDialect Dialect { get; }

    internal EngineRuntime Runtime => _runtime;

    internal CommitSignal Committed { get; } = new();

    internal Task<T> Read<T>(Func<SqlSession, T> read) => _runtime.RunBlocking(() => Use(read));

    internal void Write(SqlWrite write) => _writer.Enqueue(write);

    internal Task Write(Action<SqlSession> statements)
    {
        var write = new SqlStatements(statements);
        _writer.Enqueue(write);
        return write.Done;
    }

    /// <summary>Creates the tables that are not there.</summary>
    internal void Create(string script) => Use(session =>
    {
        session.InTransaction(() =>
        {
            foreach (var statement in script.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) session.Execute(statement);
        });
        return true;
    });

    /// <summary>A session after a failure is not used again: whatever state its connection is in goes with it.</summary>
    internal T Use<T>(Func<SqlSession, T> work)
    {
        if (!_idle.TryTake(out var session)) session = new SqlSession(Dialect.Open());
        try
        {
            var result = work(session);
            if (_disposed) session.Dispose();
            else _idle.Add(session);
            return result;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var session)) session.Dispose();
        Dialect.Dispose();
    }
}
