using Microsoft.Data.Sqlite;

namespace MlConnector.Node.Tests.Kills;

/// <summary>Looks into a SQLite store from outside, as the node's own process writes to it.</summary>
internal static class StoredEvents
{
    /// <summary>How many events there are of a kind: the manifest that they are stored with.</summary>
    public static long Count(string store, string manifest)
    {
        using var connection = new SqliteConnection($"Data Source={store};Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM journal WHERE manifest = @manifest";
        command.Parameters.AddWithValue("@manifest", manifest);
        return (long)command.ExecuteScalar()!;
    }
}
