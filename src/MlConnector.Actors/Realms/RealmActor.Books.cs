using Akka.Actor;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Reconciliation;

namespace MlConnector.Actors.Realms;

/// <summary>The company's books as they are now, page by page, for whoever compares them: read with the realm's token, within its limits.</summary>
public sealed partial class RealmActor
{
    private void CommandBooks()
    {
        Command<ReadBooks>(OnReadBooks);
        Command<BooksPage>(page => page.Sender.Tell(page.Answer));
    }

    private void OnReadBooks(ReadBooks read)
    {
        var (sender, position, payable) = (Sender, read.Position, _payable ?? _state.PayableAccounts);
        if (position.Types[0] == EntityType.JournalEntry && payable is null)
        {
            sender.Tell(new BooksRead([], null, new Reason("accounts-not-read", "Which accounts are payable is not known yet.", "Wait for the first poll to end; then reconcile again.")));
            return;
        }
        var rows = _pageRows;
        Call(
            async (token, ct) =>
            {
                var page = await Readings.PageAsync(_services.Api, _shelf, _realm, token, position, rows, ct);
                return new BooksRead([.. page.Revisions.Select(r => BookedEntity.Of(r.Id, r.Revision, payable))], page.Last ? null : position.Page(page.Rows, page.LastChange, page.BeforeLast));
            },
            answer => new BooksPage(sender, answer),
            fault => new BooksPage(sender, new BooksRead([], null, fault.Reason)));
    }

    private sealed record BooksPage(IActorRef Sender, BooksRead Answer) : INoSerializationVerificationNeeded;
}
