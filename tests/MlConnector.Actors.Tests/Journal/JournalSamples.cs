using System.Collections.Immutable;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;
using MlConnector.Domain.References;
using MlConnector.Domain.Suppliers;

namespace MlConnector.Actors.Tests.Journal;

/// <summary>One of everything that the journal holds, each with every member set.</summary>
internal static class JournalSamples
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 12, 30, 15, 250, TimeSpan.Zero);
    private static readonly DateTimeOffset Updated = new(2026, 3, 2, 4, 30, 10, TimeSpan.FromHours(-8));

    private static readonly Revision Revision = new(
        Updated, 2, At.AddSeconds(-1), "pQ3-xy_9",
        """{"Id":"25","SyncToken":"2","VendorRef":{"value":"46","name":"Norton & Söhne \"Lumber\" 🪵"},"TotalAmt":103.50}""");

    private static readonly ImmutableSortedDictionary<string, Reference> References = ImmutableSortedDictionary.Create<string, Reference>(StringComparer.Ordinal)
        .Add("Account/80", new Reference("Cost of Goods Sold")).Add("Item/11", new Reference("Pümp \"9\"", "80"));

    private static readonly IReadOnlyList<StagedRecord> Records =
    [
        new("sn_apo_invoice", "QBO-310687-Bill-25", "c537bae64f411200adf9f8e18110c76e"),
        new("sn_apo_invoice_line", "QBO-310687-Bill-25-L1", "d71f7935c0a8016700802b64c67c11c6"),
    ];

    private static readonly Reason Reason = new("acl-insert", "ServiceNow does not let the user insert into sn_apo_invoice.", "Give the user the role.");

    private static readonly ConnectionSettings Settings = new(
        "Acme Books",
        new ServiceNowSettings(
            "acme", "client-1", "sn_apay", "apo", ImmutableSortedDictionary<string, string>.Empty.Add("invoice", "u_invoice"), 7, 2),
        new PollSchedule(
            TimeSpan.FromMinutes(5), "America/Los_Angeles", DaysOfWeek.Mon | DaysOfWeek.Fri, new TimeOnly(6, 0), new TimeOnly(20, 0),
            new ClosingDays(2, 3, TimeSpan.FromMinutes(1))),
        new DateOnly(2026, 1, 1),
        UnmatchedVendors.Park);

    private static readonly Grant Grant = new(new SealedSecret("sealed-access"), At.AddHours(1), new SealedSecret("sealed-refresh"), At.AddDays(100), At.AddDays(1825));

    public static readonly IReadOnlyDictionary<string, object> All = new Dictionary<string, object>
    {
        ["revision-accepted-v1"] = new RevisionAccepted(Revision, "cdc", At),
        ["revision-accepted-v1.references"] = new RevisionAccepted(Revision with { References = References }, "cdc", At),
        ["revision-seen-v1"] = new RevisionSeen(Updated, 3, At.AddSeconds(-1), At),
        ["record-staged-v1"] = new RecordStaged(3, Records, 4, At, "memo was cut to 4000 characters"),
        ["record-staged-v1.adopted"] = new RecordStaged(3, [new StagedRecord("sn_fin_supplier", "QBO-310687-Vendor-46", "c537bae64f411200adf9f8e18110c76e", true)], 3, At),
        ["record-removed-v1"] = new RecordRemoved(4, Records, 1, At),
        ["record-parked-v1"] = new RecordParked(3, Reason, At),
        ["record-ignored-v1"] = new RecordIgnored(3, Reason, At),
        ["write-deferred-v1"] = new WriteDeferred(3, Reason, At),
        ["replay-requested-v1"] = new ReplayRequested("20260302123015-0a1b2c3d", "the role was missing", At),
        ["entity-state-v1"] = new EntityState
        {
            Status = EntityStatus.Parked, Latest = Revision, Number = 3, Records = [.. Records], Reason = Reason, ChangedAt = At,
        },
        ["supplier-mapped-v1"] = new SupplierMapped("c537bae64f411200adf9f8e18110c76e", "Pat Poirier", "it is the one that purchasing uses", At),
        ["supplier-unmapped-v1"] = new SupplierUnmapped("Pat Poirier", "it was another", At),
        ["entity-state-v1.mapped"] = new EntityState { Status = EntityStatus.Pending, Latest = Revision, Number = 4, ChangedAt = At, MappedTo = "c537bae64f411200adf9f8e18110c76e" },
        ["entity-state-v1.released"] = new EntityState { Status = EntityStatus.Pending, Latest = Revision, Number = 5, ChangedAt = At, Released = "c537bae64f411200adf9f8e18110c76e" },
        ["connection-saved-v1.match"] = new ConnectionSaved(
            Settings with { VendorMatch = new VendorMatch([VendorTrait.TaxId, VendorTrait.SupplierCode, VendorTrait.Name]) }, null, At),
        ["connection-saved-v1.columns"] = new ConnectionSaved(
            Settings with
            {
                ServiceNow = Settings.ServiceNow with
                {
                    Columns = ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>.Empty
                        .Add("invoice", ImmutableSortedDictionary<string, string>.Empty.Add("memo", "u_memo")),
                },
            },
            new SealedSecret("sealed-secret"), At),
        ["connection-saved-v1"] = new ConnectionSaved(Settings, new SealedSecret("sealed-secret"), At),
        ["connection-saved-v1.basic"] = new ConnectionSaved(
            Settings with { ServiceNow = Settings.ServiceNow with { Authentication = ServiceNowAuthentication.Basic } }, new SealedSecret("sealed-secret"), At),
        ["grant-stored-v1"] = new GrantStored(Grant, "refresh", At),
        ["grant-refused-v1"] = new GrantRefused(Reason, At),
        ["grant-expiry-warned-v1"] = new GrantExpiryWarned(At.AddDays(29), 30, At),
        ["realm-state-v1.cared"] = new RealmState { Grant = Grant, GrantedAt = At, ExpiryWarned = new GrantExpiryWarned(At.AddDays(29), 30, At) },
        ["realm-state-v1.given"] = new RealmState { Grant = Grant, GivenToken = new SealedSecret("sealed-given") },
        ["authorization-received-v1"] = new AuthorizationReceived(Grant, At),
        ["authorization-rejected-v1"] = new AuthorizationRejected(Reason, At),
        ["sync-started-v1"] = new SyncStarted(At.AddDays(-60), At, [EntityType.Vendor, EntityType.Bill], At),
        ["sync-advanced-v1"] = new SyncAdvanced(EntityType.Bill, 1000, false, At),
        ["sync-advanced-v1.last"] = new SyncAdvanced(EntityType.Bill, 1000, false, At, Updated),
        ["sync-advanced-v1.calls"] = new SyncAdvanced(EntityType.Bill, 1000, false, At, Updated, 2),
        ["sync-started-v1.sweep"] = new SyncStarted(At.AddDays(-60), At, [EntityType.Vendor, EntityType.Bill], At, [EntityType.Bill]),
        ["sync-advanced-v1.before"] = new SyncAdvanced(EntityType.Bill, 1000, false, At, Updated, 2, 998),
        ["sync-disagreed-v1"] = new SyncDisagreed(EntityType.Bill, 1200, 1199, 3, At),
        ["sync-disagreed-v1.later"] = new SyncDisagreed(EntityType.Bill, 1200, 1199, 3, At, true),
        ["realm-state-v1.disagreed"] = new RealmState { Disagreement = new SyncDisagreed(EntityType.Bill, 1200, 1199, 3, At) },
        ["sweep-requested-v1"] = new SweepRequested([EntityType.Vendor], At),
        ["ids-swept-v1"] = new IdsSwept(EntityType.Bill, 1200, 3, 5, At),
        ["realm-state-v1.sweep"] = new RealmState
        {
            Settings = Settings,
            Cursor = At.AddMinutes(-5),
            Sync = new FirstSync(At.AddDays(-60), At, [EntityType.Bill], 1, Updated, 1200),
            Started = [EntityType.Vendor, EntityType.Bill],
            Sweep = [EntityType.Bill],
        },
        ["poll-completed-v1"] = new PollCompleted(At.AddMinutes(-5), 12, 2, At),
        ["poll-failed-v1"] = new PollFailed(Reason, 1, At),
        ["changes-notified-v1"] = new ChangesNotified(
            [new Notice(EntityType.Bill, "25", At.AddSeconds(-5), "88cd52aa-33b6-4351-9aa4-47572edbd068"), new Notice(EntityType.Vendor, "46", At.AddSeconds(-4), null, true)], true, At),
        ["notice-answered-v1"] = new NoticeAnswered(EntityType.Bill, "25", At.AddSeconds(-5), 1, At),
        ["bursts-answered-v1"] = new BurstsAnswered(3, At),
        ["changes-settled-v1"] = new ChangesSettled(At),
        ["payable-accounts-read-v1"] = new PayableAccountsRead(["33", "91"], At),
        ["instance-checked-v1"] = new InstanceChecked(["table sn_fin_supplier: Invalid table"], [EntityType.BillPayment, EntityType.JournalEntry], At),
        ["connection-saved-v1.forced"] = new ConnectionSaved(Settings, null, At, true),
        ["realm-state-v1.checked"] = new RealmState
        {
            Settings = Settings, Instance = new Readiness(["table sn_fin_supplier: Invalid table"], [EntityType.JournalEntry]), Unchecked = true, Forced = true,
        },
        ["references-read-v1"] = new ReferencesRead(References, [ReferenceType.Account, ReferenceType.Item], At),
        ["realm-state-v1.references"] = new RealmState { Settings = Settings, References = new ReferenceBook(References, [ReferenceType.Account, ReferenceType.Item]) },
        ["connection-paused-v1"] = new ConnectionPaused(At),
        ["connection-resumed-v1"] = new ConnectionResumed(At),
        ["connection-removed-v1"] = new ConnectionRemoved(At),
        ["realm-state-v1"] = new RealmState
        {
            Settings = Settings,
            ServiceNowSecret = new SealedSecret("sealed-secret"),
            Grant = Grant,
            GrantFault = Reason,
            Paused = true,
            Removed = true,
            Cursor = At.AddMinutes(-5),
            Sync = new FirstSync(At.AddDays(-60), At, [EntityType.Bill], 1001),
            LastPoll = new LastPoll(At, "Completed", 12),
            Calls = new CallCount(new DateOnly(2026, 3, 1), 77),
        },
    };
}
