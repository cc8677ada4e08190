using MlConnector.Domain.Entities;

namespace MlConnector.ServiceNow.Writing;

/// <summary>How a write ended.</summary>
/// <param name="Requests">HTTP requests that it cost, token requests aside.</param>
public abstract record WriteOutcome(int Requests)
{
    /// <summary>It stands there as ordered. A removal of what never stood there ends with no records.</summary>
    public sealed record Written(IReadOnlyList<StagedRecord> Records, int Requests, string? Note) : WriteOutcome(Requests);

    /// <summary>It will not be taken as it is: a person must act.</summary>
    public sealed record Refused(Reason Reason, int Requests) : WriteOutcome(Requests);

    /// <summary>Not now, or nobody knows: to be tried again with the same order, which finds what already stands there.</summary>
    public sealed record Deferred(Reason Reason, TimeSpan? RetryAfter, int Requests) : WriteOutcome(Requests)
    {
        /// <summary>It waits for something in the instance that takes its time; the instance itself is well.</summary>
        public bool Held { get; init; }

        /// <summary>What was sent may still be under way in the instance: until that has landed, a look tells nothing.</summary>
        public bool MayStillLand { get; init; }
    }

    /// <summary>The profile has no table for such records.</summary>
    public sealed record Off(Reason Reason, int Requests) : WriteOutcome(Requests);
}
