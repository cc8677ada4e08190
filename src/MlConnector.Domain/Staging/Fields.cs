using System.Collections.Immutable;
using System.Text.Json;

namespace MlConnector.Domain.Staging;

internal static class Fields
{
    public static ImmutableSortedDictionary<string, string>.Builder New() =>
        ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);

    public static void AddSource(ImmutableSortedDictionary<string, string>.Builder fields, JsonElement entity, DateTimeOffset updatedAt)
    {
        fields[Field.SourceSystem] = StagingMapper.SourceSystem;
        fields[Field.SourceSyncToken] = entity.TextOrEmpty("SyncToken"u8);
        fields[Field.SourceUpdatedOn] = Plain.Instant(updatedAt);
    }

    /// <summary>What marks a record as gone: its amounts stay as they were last.</summary>
    public static ImmutableSortedDictionary<string, string> Mark(string state, DateTimeOffset updatedAt) =>
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
            .Add(Field.State, state)
            .Add(Field.SourceUpdatedOn, Plain.Instant(updatedAt));
}
