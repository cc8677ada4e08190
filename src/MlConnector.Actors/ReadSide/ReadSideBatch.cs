using System.Data.Common;

namespace MlConnector.Actors.ReadSide;

/// <summary>The statements of one transaction: one that is run for many events is made, and parsed by the database, once.</summary>
internal sealed class ReadSideBatch(DbTransaction transaction) : IDisposable
{
    private readonly Dictionary<string, DbCommand> _commands = [];

    /// <summary>Runs a statement; each time with the same names in the same order.</summary>
    public Task RunAsync(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (!_commands.TryGetValue(sql, out var command)) _commands[sql] = command = Create(sql, values);
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i].Value ?? DBNull.Value;
        return command.ExecuteNonQueryAsync();
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values) command.Dispose();
    }

    private DbCommand Create(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = transaction.Connection!.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, sql);
        foreach (var (name, _) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
