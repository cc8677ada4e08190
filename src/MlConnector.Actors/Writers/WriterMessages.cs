using System.Collections.Immutable;
using Akka.Event;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;
using MlConnector.Domain.Suppliers;
using MlConnector.ServiceNow.Writing;

namespace MlConnector.Actors.Writers;

/// <summary>Addressed to the writer of one ServiceNow instance.</summary>
public interface IForWriter
{
    string Writer { get; }
}

/// <summary>Where a realm's records go.</summary>
/// <param name="Writer">The key of the instance's writer.</param>
/// <param name="PayableAccounts">The company's accounts of type Accounts Payable; none while nobody has read them.</param>
/// <param name="Off">Types that the instance has no table for.</param>
/// <param name="VendorMatch">By what vendors find suppliers that are there already; none where only their keys do.</param>
public sealed record WriteTarget(string Writer, UnmatchedVendors UnmatchedVendors, ImmutableSortedSet<string>? PayableAccounts, VendorMatch? VendorMatch = null, ImmutableSortedSet<EntityType>? Off = null)
{
    /// <param name="payable">Payable accounts that are about to replace those known.</param>
    /// <param name="off">Types that are about to replace those off.</param>
    public static WriteTarget Of(RealmState state, ImmutableSortedSet<string>? payable = null, ImmutableSortedSet<EntityType>? off = null)
    {
        var settings = state.Settings!;
        return new WriteTarget(
            Uri.EscapeDataString(settings.ServiceNow.Address.AbsoluteUri), settings.UnmatchedVendors, payable ?? state.PayableAccounts, settings.VendorMatch, off ?? state.Instance?.Off);
    }

    public SupplierRule RuleFor(EntityId vendor, EntityState state) => new(vendor, VendorMatch?.Traits ?? [], UnmatchedVendors, state.MappedTo, state.Released);
}

/// <summary>Writes a revision's records. Sent again at will: what is under way already is not begun twice.</summary>
/// <param name="Again">An earlier writer, perhaps of an earlier process, may have begun to write for this entity.</param>
/// <param name="Live">It changed just now: it does not wait behind all that its company has had for long.</param>
public sealed record Write(string Writer, EntityId Entity, long Number, WriteOrder Order, bool Again, bool Live = false) : IForWriter;

/// <summary>Is there such a supplier? Answered with <see cref="SupplierLook"/>.</summary>
public sealed record FindSupplier(string Writer, RealmId Realm, string SysId) : IForWriter;

/// <summary>A realm's credentials and limits, or that its records must wait.</summary>
/// <param name="Waits">Why nothing may be written for it now.</param>
/// <param name="Off">Types that the instance has no table for: what was sent before anybody knew is not tried.</param>
public sealed record RealmTarget(
    string Writer, RealmId Realm, ServiceNowSettings? Settings, SealedSecret? Secret, Reason? Waits, ImmutableSortedSet<EntityType>? Off = null) : IForWriter;

/// <summary>Asks for leave to send the instance one request. Answered with <see cref="Turn"/>; to be followed by <see cref="TurnOver"/> whatever came of it.</summary>
/// <param name="Pace">To go by while no connection that is written for says how fast the instance may be asked.</param>
internal sealed record TakeTurn(string Writer, Guid Turn, Pace Pace) : IForWriter;

/// <param name="Wait">How long to leave the instance alone before asking for a turn again; none when the request may be sent now.</param>
internal sealed record Turn(TimeSpan? Wait);

internal sealed record TurnOver(string Writer, Guid Turn) : IForWriter;

/// <summary>The instance asked somebody else than its writer to leave it alone.</summary>
internal sealed record LeaveAlone(string Writer, TimeSpan For) : IForWriter;

public sealed class StopWriter : IDeadLetterSuppression
{
    public static readonly StopWriter Instance = new();

    private StopWriter() { }
}
