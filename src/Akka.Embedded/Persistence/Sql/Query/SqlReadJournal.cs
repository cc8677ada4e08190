using Akka.Actor;
using Akka.Persistence.Query;
using Akka.Streams.Dsl;

namespace Akka.Persistence.Sql.Query;

/// <summary>Queries over a SQL journal. A live one never ends: it is woken by this process's own commits, and looks by itself for those of others.</summary>
public sealed class SqlReadJournal : IReadJournal
{
    private readonly SqlEventReader _reader;

    public SqlReadJournal(ExtendedActorSystem system, Configuration.Config config)
    {
        var journal = Persistence.Instance.Apply(system).Journal(config.GetString("write-plugin", ""));
        _reader = new SqlEventReader(
            journal.Events, journal.Adapters, config.GetInt("max-buffer-size", 500), config.GetTimeSpan("refresh-interval", TimeSpan.FromSeconds(1)));
    }

    public static string Identifier => SqlPersistence.QueryConfigPath;

    public Source<EventEnvelope, NotUsed> EventsByTag(string tag, Offset offset) => Source.From(() => _reader.ByTag(tag, offset, live: true));

    public Source<EventEnvelope, NotUsed> CurrentEventsByTag(string tag, Offset offset) => Source.From(() => _reader.ByTag(tag, offset, live: false));

    public Source<EventEnvelope, NotUsed> EventsByPersistenceId(string persistenceId, long fromSequenceNr, long toSequenceNr) =>
        Source.From(() => _reader.ByPersistenceId(persistenceId, fromSequenceNr, toSequenceNr, live: true));

    public Source<EventEnvelope, NotUsed> CurrentEventsByPersistenceId(string persistenceId, long fromSequenceNr, long toSequenceNr) =>
        Source.From(() => _reader.ByPersistenceId(persistenceId, fromSequenceNr, toSequenceNr, live: false));
}
