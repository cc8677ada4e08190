using Akka.Actor;
using MlConnector.Domain;
using MlConnector.Domain.Realms;

namespace MlConnector.Actors.Realms;

/// <summary>
/// Another vendor was merged into one: documents of it may bear the other name without counting as changed, and the one that
/// went may go without a word. So the documents are read, and the ids of vendors compared. A crash in between begins anew.
/// </summary>
public sealed partial class RealmActor
{
    private static readonly FirstSync AllDocuments = new(
        DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, [EntityType.Bill, EntityType.VendorCredit, EntityType.BillPayment, EntityType.JournalEntry], 1);

    private void ReadDocuments(EntityId vendor, Notice notice, FirstSync at)
    {
        var rows = _pageRows;
        Call(
            (token, ct) => Readings.DocumentsAsync(_services.Api, _shelf, vendor, token, at, rows, ct),
            read => new DocumentsRead(vendor, notice, read.Page, read.Next),
            fault => new NoticeFaulted(vendor, notice, fault));
    }

    private void OnDocumentsRead(DocumentsRead read) => HandOverAll("merge", read.Page.Revisions, _ =>
    {
        if (read.Next is { } next) ReadDocuments(read.Vendor, read.Notice, next);
        else EndNotice(read.Vendor, read.Notice, new SweepRequested([EntityType.Vendor], Now));
    });

    private sealed record DocumentsRead(EntityId Vendor, Notice Notice, Reading Page, FirstSync? Next) : INoSerializationVerificationNeeded;
}
