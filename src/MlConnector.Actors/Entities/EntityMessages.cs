using Akka.Event;
using MlConnector.Actors.Writers;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Staging;
using MlConnector.ServiceNow.Writing;

namespace MlConnector.Actors.Entities;

/// <summary>Addressed to one entity; sharding routes it by the id.</summary>
public interface IForEntity
{
    EntityId Entity { get; }
}

/// <summary>A revision as QuickBooks reported it. Answered with <see cref="Taken"/> once it is durable.</summary>
public sealed record Offer(EntityId Entity, Revision Revision, string Source, WriteTarget Target) : IForEntity
{
    /// <summary>The source of what a reading of a window brings, page by page: it was there before, and live changes go ahead of it.</summary>
    public const string FromReading = "sync";
}

/// <summary>The revision is durable, or was not needed.</summary>
/// <param name="Pending">The revision that the entity works on, 0 when on none; <see cref="Realms.EntitySettled"/> will follow.</param>
public sealed record Taken(EntityId Entity, OfferOutcome Outcome, long Pending);

/// <summary>Reminds an entity of work that a crash or an outage may have made it forget.</summary>
public sealed record Nudge(EntityId Entity, WriteTarget Target) : IForEntity;

/// <summary>Another entity's record refers to this one's. Answered with <see cref="RecordReady"/>, at once or once it is staged.</summary>
public sealed record NeedRecord(EntityId Entity, EntityId For, WriteTarget Target) : IForEntity;

/// <param name="SysId">Where the record stands; none when it will not come without a person: the reason says why.</param>
/// <param name="Rate">Of a bill: the rate of its payable.</param>
public sealed record RecordReady(EntityId Entity, EntityId Of, string? SysId, Reason? Reason, string? Rate = null) : IForEntity;

/// <summary>QuickBooks does not know this entity, which another one's record refers to.</summary>
public sealed record NotAtSource(EntityId Entity) : IForEntity;

/// <param name="Standing">What the order, once written, makes of the entity.</param>
public sealed record WriteEnded(EntityId Entity, long Number, Standing Standing, WriteOutcome Outcome) : IForEntity;

public sealed record Replay(EntityId Entity, string ReplayId, string? Why, WriteTarget Target) : IForEntity;

/// <summary>What it was decided by changed: is it still of concern, or now? Answered with <see cref="Taken"/> once the answer is durable.</summary>
public sealed record Reconsider(EntityId Entity, Reconsideration Cause, WriteTarget Target) : IForEntity;

/// <summary>A person says which row the vendor's supplier is, or takes that back. Answered with <see cref="SupplierChosen"/> once it is durable.</summary>
/// <param name="SysId">None takes it back.</param>
public sealed record ChooseSupplier(EntityId Entity, string? SysId, string? By, string? Why, WriteTarget Target) : IForEntity;

/// <param name="Known">False for a vendor that was never reported, and for a choice taken back that was never made.</param>
public sealed record SupplierChosen(bool Known);

public sealed record GetEntity(EntityId Entity) : IForEntity;

/// <summary>An entity is to stop: its region hands it over, or it has long been idle.</summary>
public sealed class StopEntity : IDeadLetterSuppression
{
    public static readonly StopEntity Instance = new();

    private StopEntity() { }
}
