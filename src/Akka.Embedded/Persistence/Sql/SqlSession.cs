using System.Data.Common;
using Akka.Persistence.Store;

namespace Akka.Persistence.Sql;

/// <summary>One open connection and the statements prepared on it. Used by one thread at a time.</summary>
internal sealed class SqlSession(DbConnection connection) : IDisposable
{
    private readonly Dictionary<string, DbCommand> _prepared = [];
    private DbTransaction? _transaction;

    internal DbCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        if (_prepared.TryGetValue(sql, out var command))
        {
            for (var i = 0; i < parameters.Length; i++) command.Parameters[i].Value = parameters[i].Value;
            command.Transaction = _transaction;
            return command;
        }
        command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = _transaction;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }
        command.Prepare();
        _prepared.Add(sql, command);
        return command;
    }

    internal void Execute(string sql, params ReadOnlySpan<(string Name, object Value)> parameters) =>
        Command(sql, parameters).ExecuteNonQuery();

    /// <summary>Bytes, manifest and serializer of a row that begins with them.</summary>
    internal static StoredPayload Payload(DbDataReader row) => new(row.GetFieldValue<byte[]>(0), row.IsDBNull(1) ? "" : row.GetString(1), row.GetInt32(2));

    internal void InTransaction(Action work)
    {
        using var transaction = connection.BeginTransaction();
        _transaction = transaction;
        try
        {
            work();
            transaction.Commit();
        }
        finally
        {
            _transaction = null;
        }
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values) command.Dispose();
        connection.Dispose();
    }
}
