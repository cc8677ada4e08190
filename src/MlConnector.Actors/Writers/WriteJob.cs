using MlConnector.Domain;

namespace MlConnector.Actors.Writers;

/// <summary>An entity's order on its way to the instance.</summary>
internal sealed class WriteJob(Write write)
{
    public EntityId Entity { get; } = write.Entity;

    public Write Write { get; set; } = write;

    public bool Running { get; set; }

    public int Failures { get; set; }
}
