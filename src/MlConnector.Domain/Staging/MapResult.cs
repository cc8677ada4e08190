using MlConnector.Domain.Entities;

namespace MlConnector.Domain.Staging;

/// <summary>What a payload comes to: records to write, or a reason why there are none.</summary>
public abstract record MapResult
{
    private MapResult() { }

    public sealed record Mapped(StagingDocument Document) : MapResult;

    public sealed record Unfit(Reason Reason) : MapResult;

    /// <param name="Leaving">Marks the records of a time when it was of concern.</param>
    public sealed record Unconcerned(Reason Reason, StagingDocument Leaving) : MapResult;
}
