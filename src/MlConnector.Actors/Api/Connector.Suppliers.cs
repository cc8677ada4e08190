using Akka.Actor;
using MlConnector.Actors.Entities;
using MlConnector.Actors.Writers;
using MlConnector.Domain;
using MlConnector.ServiceNow.Writing;

namespace MlConnector.Actors;

/// <summary>Which supplier a vendor is, as a person says: seen in the instance first, then durable with the vendor.</summary>
internal sealed partial class Connector
{
    public async Task<MappingReply> MapSupplierAsync(EntityId vendor, SupplierChoice choice, CancellationToken ct)
    {
        if (await StateAsync(vendor.Realm, ct) is not { Settings: { } settings, Removed: false } state) return new MappingReply(MappingOutcome.NotConnected);
        var target = WriteTarget.Of(state);
        if (choice.SysId is { } sysId)
        {
            var look = await AskAsync<SupplierLook>(_regions.Writers, new FindSupplier(target.Writer, vendor.Realm, sysId), "The instance's writer", ct);
            if (look.Found is null) return new MappingReply(MappingOutcome.NotVerified, look.Reason);
            if (look.Found is false) return new MappingReply(MappingOutcome.NoSuchSupplier);
        }
        var chosen = await AskAsync<SupplierChosen>(_regions.Entities, new ChooseSupplier(vendor, choice.SysId, choice.By, choice.Why, target), $"Vendor {vendor.Id}", ct);
        return new MappingReply(chosen.Known ? MappingOutcome.Done : MappingOutcome.UnknownVendor);
    }

    private static async Task<T> AskAsync<T>(IActorRef whom, object message, string name, CancellationToken ct)
    {
        try
        {
            return await whom.Ask<T>(message, Patience, ct);
        }
        catch (AskTimeoutException e)
        {
            throw new TimeoutException($"{name} gave no answer within {Patience.TotalSeconds:0.#} s. Try again; if it stays, see the log and /health/ready.", e);
        }
    }
}
