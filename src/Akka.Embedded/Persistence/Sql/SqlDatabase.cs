using System.Collections.Concurrent;
using Akka.Embedded;

namespace Akka.Persistence.Sql;

/// <summary>One database: its idle sessions and its writer.</summary>
internal sealed class SqlDatabase : IDisposable
{
    private readonly ConcurrentBag<SqlSession> _idle = [];
    private readonly List<string> _toCreate = [];
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
        var done = new TaskCompletionSource();
        _writer.Enqueue(new SqlWrite(
            failure =>
            {
                if (failure is null) done.SetResult();
                else done.SetException(failure);
            }, Statements: statements));
        return done.Task;
    }

    /// <summary>Has tables created, where they are not there, before anything else is done: by whoever comes first, and again should that fail.</summary>
    internal void Create(string script)
    {
        lock (_toCreate) _toCreate.Add(script);
    }

    /// <summary>A session after a failure is not used again: whatever state its connection is in goes with it.</summary>
    internal T Use<T>(Func<SqlSession, T> work)
    {
        if (!_idle.TryTake(out var session)) session = new SqlSession(Dialect.Open());
        try
        {
            CreateTables(session);
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

    private void CreateTables(SqlSession session)
    {
        lock (_toCreate)
        {
            if (_toCreate.Count == 0) return;
            session.InTransaction(() =>
            {
                foreach (var statement in string.Concat(_toCreate).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                    session.Execute(statement);
            });
            _toCreate.Clear();
        }
    }

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var session)) session.Dispose();
        Dialect.Dispose();
    }
}
