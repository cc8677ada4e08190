using Akka.Configuration;

namespace Akka.Persistence.Sql;

public static class SqlPersistence
{
    public const string QueryConfigPath = "akka.persistence.query.journal.sql";

    public static readonly Configuration.Config DefaultConfiguration = ConfigurationFactory.ParseString("""
        akka.persistence {
          journal.sql.class = "Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql"
          snapshot-store.sql.class = "Akka.Persistence.Sql.Snapshot.SqlSnapshotStore, Akka.Persistence.Sql"
          query.journal.sql.class = "Akka.Persistence.Sql.Query.SqlReadJournalProvider, Akka.Persistence.Sql"
        }
        """);
}
