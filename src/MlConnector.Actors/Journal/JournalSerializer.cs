using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Akka.Actor;
using Akka.Serialization;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;

namespace MlConnector.Actors.Journal;

/// <summary>Events and snapshots as JSON under short names that outlive every rename of a type.</summary>
public sealed class JournalSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public static readonly IReadOnlyList<Type> BoundTypes = [typeof(IEntityEvent), typeof(EntityState), typeof(IRealmEvent), typeof(RealmState)];

    private static readonly JournalJson Json = JournalJson.Instance;

    private static readonly (string Manifest, JsonTypeInfo Type)[] Known =
    [
        ("revision-accepted-v1", Json.RevisionAccepted),
        ("revision-seen-v1", Json.RevisionSeen),
        ("record-staged-v1", Json.RecordStaged),
        ("record-removed-v1", Json.RecordRemoved),
        ("record-parked-v1", Json.RecordParked),
        ("record-ignored-v1", Json.RecordIgnored),
        ("write-deferred-v1", Json.WriteDeferred),
        ("replay-requested-v1", Json.ReplayRequested),
        ("supplier-mapped-v1", Json.SupplierMapped),
        ("supplier-unmapped-v1", Json.SupplierUnmapped),
        ("entity-state-v1", Json.EntityState),
        ("connection-saved-v1", Json.ConnectionSaved),
        ("grant-stored-v1", Json.GrantStored),
        ("grant-refused-v1", Json.GrantRefused),
        ("grant-expiry-warned-v1", Json.GrantExpiryWarned),
        ("authorization-received-v1", Json.AuthorizationReceived),
        ("authorization-rejected-v1", Json.AuthorizationRejected),
        ("sync-started-v1", Json.SyncStarted),
        ("sync-advanced-v1", Json.SyncAdvanced),
        ("sync-disagreed-v1", Json.SyncDisagreed),
        ("sweep-requested-v1", Json.SweepRequested),
        ("ids-swept-v1", Json.IdsSwept),
        ("poll-completed-v1", Json.PollCompleted),
        ("poll-failed-v1", Json.PollFailed),
        ("changes-notified-v1", Json.ChangesNotified),
        ("notice-answered-v1", Json.NoticeAnswered),
        ("bursts-answered-v1", Json.BurstsAnswered),
        ("changes-settled-v1", Json.ChangesSettled),
        ("payable-accounts-read-v1", Json.PayableAccountsRead),
        ("references-read-v1", Json.ReferencesRead),
        ("instance-checked-v1", Json.InstanceChecked),
        ("connection-paused-v1", Json.ConnectionPaused),
        ("connection-resumed-v1", Json.ConnectionResumed),
        ("connection-removed-v1", Json.ConnectionRemoved),
        ("realm-state-v1", Json.RealmState),
    ];

    private static readonly Dictionary<Type, (string Manifest, JsonTypeInfo Type)> ByType = Known.ToDictionary(k => k.Type.Type);
    private static readonly Dictionary<string, JsonTypeInfo> ByManifest = Known.ToDictionary(k => k.Manifest, k => k.Type);

    public static IEnumerable<string> Manifests => ByManifest.Keys;

    /// <summary>Stands in every row of the journal; never to be changed.</summary>
    public override int Identifier => 7310;

    public override string Manifest(object o) => Find(o).Manifest;

    public override byte[] ToBinary(object obj) => JsonSerializer.SerializeToUtf8Bytes(obj, Find(obj).Type);

    public override object FromBinary(byte[] bytes, string manifest) =>
        ByManifest.TryGetValue(manifest, out var type)
            ? JsonSerializer.Deserialize(bytes, type)!
            : throw new ArgumentException(
                $"The journal holds '{manifest}' (serializer {Identifier}), which this version does not know: was the store used by a newer one?");

    private static (string Manifest, JsonTypeInfo Type) Find(object o) =>
        ByType.TryGetValue(o.GetType(), out var known) ? known : throw new ArgumentException($"{o.GetType()} has no place in the journal.");
}
