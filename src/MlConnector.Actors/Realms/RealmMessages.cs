using Akka.Event;
using MlConnector.Domain;
using MlConnector.Domain.Checks;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;
using MlConnector.Domain.Reconciliation;

namespace MlConnector.Actors.Realms;

/// <summary>Addressed to one realm; sharding routes it by the id.</summary>
public interface IForRealm
{
    RealmId Realm { get; }
}

/// <summary>Starts the actor where it does not run; nothing where it does.</summary>
public sealed record Wake(RealmId Realm) : IForRealm, IDeadLetterSuppression;

/// <summary>Answered with a <see cref="RealmView"/>.</summary>
public sealed record GetRealm(RealmId Realm) : IForRealm;

/// <param name="Pace">Why it is polled less often than its schedule says; none where it is not.</param>
public sealed record RealmView(RealmId Realm, RealmState State, DateTimeOffset? NextPollAt, Reason? Pace);

/// <summary>Answered with <see cref="Saved"/>.</summary>
public sealed record SaveConnection(RealmId Realm, ConnectionSettings Settings, SealedSecret? ServiceNowSecret, SealedSecret? RefreshToken, bool Force) : IForRealm;

public sealed record Saved(bool Created);

/// <summary>Redeems an authorization code, once. Answered with <see cref="AuthorizationReply"/>.</summary>
public sealed record Authorize(RealmId Realm, string Code, string RedirectUrl) : IForRealm
{
    public override string ToString() => $"authorization of {Realm}";
}

/// <summary>Answered with <see cref="CommandReply"/>.</summary>
public sealed record RemoveConnection(RealmId Realm) : IForRealm;

/// <summary>Answered with <see cref="CommandReply"/>.</summary>
public sealed record SetPaused(RealmId Realm, bool Paused) : IForRealm;

/// <summary>Answered with <see cref="QuickBooksChecked"/>.</summary>
public sealed record CheckQuickBooks(RealmId Realm) : IForRealm;

public sealed record QuickBooksChecked(IReadOnlyList<Check> Checks);

/// <summary>Reads a page of one type's entities as they are now. Answered with <see cref="BooksRead"/>.</summary>
/// <param name="Position">Where the page begins; its first type is read.</param>
public sealed record ReadBooks(RealmId Realm, FirstSync Position) : IForRealm;

/// <param name="Next">Where the next page begins; none after the last.</param>
/// <param name="Fault">Why there is no page.</param>
public sealed record BooksRead(IReadOnlyList<BookedEntity> Entities, FirstSync? Next, Reason? Fault = null);

/// <summary>Answered with <see cref="PollBegun"/> at once or, when it waits, with <see cref="PollEnded"/> after all is settled.</summary>
public sealed record PollNow(RealmId Realm, bool WaitUntilSettled) : IForRealm;

public sealed record PollBegun(CommandReply Reply);

/// <param name="SequenceNr">The realm's event that the read side must show before it shows all that was settled.</param>
public sealed record PollEnded(LastPoll Poll, long SequenceNr);

/// <summary>A webhook's notices. Answered with <see cref="Notified"/> once they are durable.</summary>
public sealed record Notify(RealmId Realm, IReadOnlyList<Notice> Notices) : IForRealm;

/// <param name="Connected">False where nobody here has anything to do with the company.</param>
/// <param name="Fresh">How many were not heard before.</param>
public sealed record Notified(bool Connected, int Fresh);

/// <summary>An entity has nothing more to do by itself.</summary>
/// <param name="Number">The newest revision that it knew of then.</param>
public sealed record EntitySettled(RealmId Realm, EntityId Entity, long Number) : IForRealm, IDeadLetterSuppression;

/// <summary>A record refers to an entity that was never reported: read it.</summary>
public sealed record FetchEntity(RealmId Realm, EntityId Entity) : IForRealm;

/// <summary>A writer asks where a realm's records go. Answered with <see cref="Writers.RealmTarget"/> to the writers' region.</summary>
public sealed record GetTarget(RealmId Realm, string Writer) : IForRealm;

public sealed class StopRealm : IDeadLetterSuppression
{
    public static readonly StopRealm Instance = new();

    private StopRealm() { }
}
