using Akka.Actor;
using Akka.Event;
using MlConnector.Domain.Realms;

namespace MlConnector.Actors.Realms;

/// <summary>Looks after the grant of a company that nobody calls: paused, or with a schedule that hardly ever comes.</summary>
public sealed partial class RealmActor
{
    private void CommandCare() => Command<CareDue>(_ => CareForGrant());

    private void StartCaring() => Timers.StartPeriodicTimer(CareDue.Instance, CareDue.Instance, TimeSpan.Zero, GrantCare.Every);

    private void CareForGrant()
    {
        if (GrantCare.RefreshDue(_state, Now)) Refresh(_state.Grant!);
        if (GrantCare.Warn(_state, Now) is { } warning) SaveAll([warning], () => RealmLog.GrantEnds(_log, _realm, warning.HardExpiresAt));
    }

    private sealed class CareDue : INotInfluenceReceiveTimeout, IDeadLetterSuppression
    {
        public static readonly CareDue Instance = new();

        private CareDue() { }
    }
}
