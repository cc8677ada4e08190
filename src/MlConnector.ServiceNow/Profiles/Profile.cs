using System.Collections.Frozen;
using System.Collections.Immutable;
using MlConnector.Domain.Staging;

namespace MlConnector.ServiceNow.Profiles;

/// <summary>Which table and column of an instance each record and field becomes.</summary>
/// <param name="Roles">What the integration user needs; looked at by the checks only.</param>
public sealed record Profile(string Name, ImmutableArray<TableProfile> Tables, ImmutableArray<string> Roles)
{
    private readonly FrozenDictionary<RecordKind, TableProfile> _byRecord = Tables.Where(t => !t.IsOff).ToFrozenDictionary(t => t.Record);

    /// <summary>The table for records of a kind; none where the profile leaves them out, or nobody has named the table yet.</summary>
    public TableProfile? For(RecordKind kind) => _byRecord.GetValueOrDefault(kind);
}
