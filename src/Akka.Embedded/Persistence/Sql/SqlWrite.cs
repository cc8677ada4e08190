using Akka.Persistence.Store;

namespace Akka.Persistence.Sql;

/// <summary>
/// One thing to write: events of one actor, which go to the database together with those of others, or any other statements.
/// It shares its transaction with others, and fails alone where it alone is at fault.
/// </summary>
internal sealed record SqlWrite(Action<Exception?> Completed, JournalWrite? Events = null, Action<SqlSession>? Statements = null);
