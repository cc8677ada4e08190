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
}
