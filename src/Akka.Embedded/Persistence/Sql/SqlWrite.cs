using Akka.Persistence.Store;

namespace Akka.Persistence.Sql;

/// <summary>One thing to write. It shares its transaction with others, and fails alone where it alone is at fault.</summary>
internal abstract class SqlWrite
{
    internal abstract void Completed(Exception? failure);
}

/// <summary>Events of one actor; those of many actors go to the database together.</summary>
internal sealed class AppendEvents(JournalWrite write, long created, Action<JournalWrite> landed) : SqlWrite
{
    internal JournalWrite Write => write;

    internal long Created => created;

    internal override void Completed(Exception? failure)
    {
        landed(write);
        write.Complete(failure);
    }
}

/// <summary>Any other statement.</summary>
internal sealed class SqlStatements(Action<SqlSession> apply) : SqlWrite
{
    private readonly TaskCompletionSource _done = new();

    internal Task Done => _done.Task;

    internal Action<SqlSession> Apply => apply;

    internal override void Completed(Exception? failure)
    {
        if (failure is null) _done.SetResult();
        else _done.SetException(failure);
    }
}
