using MlConnector.Domain;

namespace MlConnector.Actors.Writers;

/// <summary>An entity's order on its way to the instance.</summary>
internal sealed class WriteJob(Write write)
{
    public EntityId Entity { get; } = write.Entity;

    public Write Write { get; set; } = write;

    public bool Running { get; set; }

    /// <summary>It stands in a queue and is to be taken from there, once.</summary>
    public bool Ready { get; set; }

    public int Failures { get; set; }

    /// <summary>It waits for something in the instance, for long perhaps.</summary>
    public bool Held { get; set; }

    /// <summary>Another has taken its place.</summary>
    public bool Dropped { get; private set; }

    /// <summary>True where a newer revision need not wait for what this one waits for.</summary>
    public bool GivesWayTo(Write newer) => Dropped = Held && newer.Number > Write.Number;
}
