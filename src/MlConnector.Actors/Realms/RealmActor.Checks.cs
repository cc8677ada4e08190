using Akka.Actor;
using MlConnector.Domain.Checks;
using MlConnector.QuickBooks;

namespace MlConnector.Actors.Realms;

/// <summary>Checks of the company, made with the token that everything else is read with.</summary>
public sealed partial class RealmActor
{
    private void CommandChecks()
    {
        Command<CheckQuickBooks>(_ => OnCheck(Sender));
        Command<Checked>(OnChecked);
        Command<NotChecked>(n => n.Sender.Tell(new QuickBooksChecked(QuickBooksChecks.WithoutToken(n.Fault))));
    }

    private void OnCheck(IActorRef sender) => Call(
        (token, ct) => new QuickBooksChecks(_services.Api, _realm, token, _services.Time).RunAsync(ct),
        found => new Checked(sender, found),
        fault => new NotChecked(sender, fault));

    private void OnChecked(Checked done) => done.Sender.Tell(new QuickBooksChecked([QuickBooksChecks.Granted(_state.Grant, Now), .. done.Found]));

    private sealed record Checked(IActorRef Sender, IReadOnlyList<Check> Found) : INoSerializationVerificationNeeded;

    private sealed record NotChecked(IActorRef Sender, QuickBooksException Fault) : INoSerializationVerificationNeeded;
}
