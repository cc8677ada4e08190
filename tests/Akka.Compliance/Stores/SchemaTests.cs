using Akka.Actor;
using Compliance.Persistence;
using Tests.Shared;

namespace Compliance.Stores;

/// <summary>The tables of a fresh store, column by column, are those of Akka.Persistence.Sql's default mapping.</summary>
public sealed class SchemaTests
{
    [Fact]
    public async Task Sqlite()
    {
        using var store = new SqliteStore();
        await Initialize(store);

        SqliteColumns(store, "journal").ShouldBe(
        [
            "ordering INTEGER 1 1", "created INTEGER 1 0", "deleted Bit 1 0", "persistence_id NVarChar(255) 1 0", "sequence_number INTEGER 1 0",
            "message VarBinary 1 0", "manifest NVarChar(500) 0 0", "identifier INTEGER 0 0", "writer_uuid NVarChar(128) 0 0",
        ]);
        SqliteColumns(store, "tags").ShouldBe(
            ["ordering_id INTEGER 1 1", "tag NVarChar(64) 1 2", "sequence_nr INTEGER 1 0", "persistence_id NVarChar(255) 1 0"]);
        SqliteColumns(store, "snapshot").ShouldBe(
        [
            "persistence_id NVarChar(255) 1 1", "sequence_number INTEGER 1 2", "created INTEGER 1 0", "snapshot VarBinary 0 0",
            "manifest NVarChar(500) 0 0", "serializer_id INTEGER 0 0",
        ]);
        Table(store, """
            SELECT m.name, l."unique", (SELECT group_concat(name) FROM pragma_index_info(m.name))
            FROM sqlite_master m JOIN pragma_index_list(m.tbl_name) l ON l.name = m.name WHERE m.type = 'index' AND m.sql IS NOT NULL ORDER BY m.name
            """).ShouldBe(
        [
            "journal_created_idx 0 created", "journal_sequence_number_idx 0 sequence_number", "journal_uq 1 persistence_id,sequence_number",
            "snapshot_created_idx 0 created", "snapshot_sequence_number_idx 0 sequence_number",
            "tags_persistence_id_sequence_nr_idx 0 persistence_id,sequence_nr", "tags_tag_idx 0 tag",
        ]);
        Table(store, "SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_sequence'").ShouldBe(["1"]);
    }

    [PostgresFact]
    public async Task Postgres()
    {
        using var store = new PostgresStore();
        await Initialize(store);

        Columns(store, "journal").ShouldBe(
        [
            "ordering bigint NO ALWAYS", "created bigint NO ", "deleted boolean NO ", "persistence_id text NO ", "sequence_number bigint NO ",
            "message bytea NO ", "manifest text YES ", "identifier integer YES ", "writer_uuid text YES ",
        ]);
        Columns(store, "tags").ShouldBe(["ordering_id bigint NO ", "tag text NO ", "sequence_nr bigint NO ", "persistence_id text NO "]);
        Columns(store, "snapshot").ShouldBe(
        [
            "persistence_id text NO ", "sequence_number bigint NO ", "created bigint NO ", "snapshot bytea YES ", "manifest text YES ", "serializer_id integer YES ",
        ]);
        Table(store, "SELECT indexname, substring(indexdef from '\\((.*)\\)') FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname COLLATE \"C\"").ShouldBe(
        [
            "PK_journal ordering", "PK_snapshot persistence_id, sequence_number", "PK_tags ordering_id, tag",
            "journal_created_idx created", "journal_sequence_number_idx sequence_number", "journal_uq persistence_id, sequence_number",
            "snapshot_created_idx created", "snapshot_sequence_number_idx sequence_number",
            "tags_persistence_id_sequence_nr_idx persistence_id, sequence_nr", "tags_tag_idx tag",
        ]);
    }

    [Fact]
    public async Task Initializing_a_store_again_changes_nothing()
    {
        using var store = new SqliteStore();
        await Initialize(store);
        var before = Table(store, "SELECT name, sql FROM sqlite_master ORDER BY name");
        await Initialize(store);
        Table(store, "SELECT name, sql FROM sqlite_master ORDER BY name").ShouldBe(before);
    }

    private static async Task Initialize(TestStore store)
    {
        using var system = ActorSystem.Create("schema", store.Config);
        var talker = system.ActorOf(Props.Create(() => new Talker("somebody", ActorRefs.Nobody)));
        await talker.Ask<string[]>(Talker.Tell.Instance, TimeSpan.FromSeconds(30));
        await system.Terminate();
    }

    /// <summary>Akka.Persistence.Sql calls a 64-bit column BigInt or INTEGER, as its version has it; to SQLite both are the same.</summary>
    private static List<string> SqliteColumns(SqlStore store, string table) => Table(store,
        $"SELECT name, iif(type = 'BigInt', 'INTEGER', type), \"notnull\", pk FROM pragma_table_info('{table}')");

    private static List<string> Columns(SqlStore store, string table) => Table(store,
        $"SELECT column_name, data_type, is_nullable, identity_generation FROM information_schema.columns WHERE table_name = '{table}' ORDER BY ordinal_position");

    private static List<string> Table(SqlStore store, string query) => [.. store.Rows(query).Select(row => string.Join(' ', row))];
}
