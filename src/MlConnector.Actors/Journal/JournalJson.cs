using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;
using MlConnector.Domain.Suppliers;

namespace MlConnector.Actors.Journal;

/// <summary>How events stand in the journal. Members may be added, as optional ones; what stands there must load for ever.</summary>
[JsonSerializable(typeof(RevisionAccepted))]
[JsonSerializable(typeof(RevisionSeen))]
[JsonSerializable(typeof(RecordStaged))]
[JsonSerializable(typeof(RecordRemoved))]
[JsonSerializable(typeof(RecordParked))]
[JsonSerializable(typeof(RecordIgnored))]
[JsonSerializable(typeof(WriteDeferred))]
[JsonSerializable(typeof(ReplayRequested))]
[JsonSerializable(typeof(SupplierMapped))]
[JsonSerializable(typeof(SupplierUnmapped))]
[JsonSerializable(typeof(EntityState))]
[JsonSerializable(typeof(ConnectionSaved))]
[JsonSerializable(typeof(GrantStored))]
[JsonSerializable(typeof(GrantRefused))]
[JsonSerializable(typeof(GrantExpiryWarned))]
[JsonSerializable(typeof(AuthorizationReceived))]
[JsonSerializable(typeof(AuthorizationRejected))]
[JsonSerializable(typeof(SyncStarted))]
[JsonSerializable(typeof(SyncAdvanced))]
[JsonSerializable(typeof(SyncDisagreed))]
[JsonSerializable(typeof(SweepRequested))]
[JsonSerializable(typeof(IdsSwept))]
[JsonSerializable(typeof(PollCompleted))]
[JsonSerializable(typeof(PollFailed))]
[JsonSerializable(typeof(ChangesNotified))]
[JsonSerializable(typeof(NoticeAnswered))]
[JsonSerializable(typeof(BurstsAnswered))]
[JsonSerializable(typeof(ChangesSettled))]
[JsonSerializable(typeof(PayableAccountsRead))]
[JsonSerializable(typeof(ReferencesRead))]
[JsonSerializable(typeof(InstanceChecked))]
[JsonSerializable(typeof(ConnectionPaused))]
[JsonSerializable(typeof(ConnectionResumed))]
[JsonSerializable(typeof(ConnectionRemoved))]
[JsonSerializable(typeof(RealmState))]
internal sealed partial class JournalJson : JsonSerializerContext
{
    public static readonly JournalJson Instance = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        // the journal is read by people too, and never by a browser
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter<EntityStatus>(),
            new JsonStringEnumConverter<Domain.EntityType>(),
            new JsonStringEnumConverter<Domain.References.ReferenceType>(),
            new JsonStringEnumConverter<UnmatchedVendors>(),
            new JsonStringEnumConverter<VendorTrait>(),
            new JsonStringEnumConverter<ServiceNowAuthentication>(),
            new JsonStringEnumConverter<DaysOfWeek>(),
            new SealedSecretConverter(),
            new RevisionConverter(),
        },
    });
}
