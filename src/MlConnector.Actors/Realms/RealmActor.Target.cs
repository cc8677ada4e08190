using Akka.Actor;
using MlConnector.Actors.Writers;
using MlConnector.Domain.Entities;

namespace MlConnector.Actors.Realms;

/// <summary>Where the realm's records go, and what a writer is told of it.</summary>
public sealed partial class RealmActor
{
    private WriteTarget Target => WriteTarget.Of(_state, _payable, _off);

    private void TellWriter() => TellWriter(Target.Writer);

    private void TellWriter(string writer)
    {
        if (!AwaitsLook) _services.Regions.Writers.Tell(TargetFor(writer));
    }

    private RealmTarget TargetFor(string writer)
    {
        if (!_state.Exists || _state.Removed) return Waits("disconnected", "The company is disconnected.", "Connect it again; its records then go on.");
        if (_state.Held)
            return Waits("checks-failed", $"Required checks of the instance failed: {string.Join("; ", _state.Instance!.Failed)}", "Mend them and resume the connection; its records then go on.");
        if (_state.Paused) return Waits("paused", "The connection is paused.", "Resume it; its records then go on.");
        if (writer != Target.Writer) return Waits("moved", "The connection now goes to another instance.", "Nothing: the record is sent there.");
        return new RealmTarget(writer, _realm, _state.Settings!.ServiceNow, _state.ServiceNowSecret, null, Target.Off);

        RealmTarget Waits(string code, string text, string nextStep) => new(writer, _realm, null, null, new Reason(code, text, nextStep));
    }
}
