using System.Data.Common;
using Akka.Embedded;
using Akka.Persistence.Store;

namespace Akka.Persistence.Sql;

/// <summary>
/// The one writer of a database in this process: whatever waits goes into one transaction, so that a thousand actors pay for one
/// flush to disk. One writer also means that <c>ordering</c> values become visible in their order, which readers by offset rely on.
/// </summary>
internal sealed class GroupCommit(SqlDatabase database, EngineRuntime runtime)
{
    private const int MostAtOnce = 4096;

    private readonly Lock _gate = new();
    private readonly Queue<SqlWrite> _waiting = [];
    private bool _draining;

    internal void Enqueue(SqlWrite write)
    {
        lock (_gate)
        {
            _waiting.Enqueue(write);
            if (_draining) return;
            _draining = true;
        }
        _ = runtime.RunBlocking(Drain);
    }

    private bool Drain()
    {
        var group = new List<SqlWrite>();
        while (true)
        {
            group.Clear();
            lock (_gate)
            {
                while (group.Count < MostAtOnce && _waiting.TryDequeue(out var write)) group.Add(write);
                if (group.Count == 0) return _draining = false;
            }
            Commit(group);
            database.Committed.Pulse();
        }
    }

    private void Commit(List<SqlWrite> group)
    {
        try
        {
            database.Use(session => Apply(session, group));
        }
        catch (DbException e) when (group.Count > 1 && database.Dialect.IsFaultOfData(e))
        {
            Commit(group[..(group.Count / 2)]);
            Commit(group[(group.Count / 2)..]);
            return;
        }
        catch (Exception e)
        {
            foreach (var write in group) write.Completed(e);
            return;
        }
        foreach (var write in group) write.Completed(null);
    }

    private bool Apply(SqlSession session, List<SqlWrite> group)
    {
        var appends = group.Select(write => write.Events).OfType<JournalWrite>().ToList();
        session.InTransaction(() =>
        {
            if (appends.Count > 0) database.Dialect.Append(session, appends);
            foreach (var write in group) write.Statements?.Invoke(session);
        });
        return true;
    }
}
