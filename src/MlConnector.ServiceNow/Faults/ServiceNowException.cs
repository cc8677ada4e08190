using MlConnector.Domain.Entities;

namespace MlConnector.ServiceNow.Faults;

public enum ServiceNowFault
{
    /// <summary>Too many requests; <see cref="ServiceNowException.RetryAfter"/> may say until when.</summary>
    Throttled,

    /// <summary>The access token is not taken, not even a new one.</summary>
    Unauthorized,

    /// <summary>The instance hands out no token.</summary>
    TokenRefused,

    /// <summary>Basic authentication: the user and password are not taken.</summary>
    PasswordRefused,

    /// <summary>A right, a data policy or a business rule is against it.</summary>
    Forbidden,

    InvalidTable,

    /// <summary>The instance does not offer this API.</summary>
    NoSuchResource,

    /// <summary>The record is gone, or hidden from us; the next attempt looks for it anew.</summary>
    NotFound,

    Rejected,

    /// <summary>Server fault, time-out or broken connection: whether it took effect is not known.</summary>
    Unavailable,

    /// <summary>Answered with 202: the instance dropped the request.</summary>
    Dropped,

    /// <summary>A web page in place of an answer: the instance sleeps, or something stands in front of it.</summary>
    Asleep,

    /// <summary>No JSON, or cut off: whether it took effect is not known.</summary>
    Malformed,

    /// <summary>Cancelled by the instance for taking too long: a part of it may have taken effect.</summary>
    Quota,
}

/// <summary>A request to an instance that did not do what was asked, in words for an operator. It never holds a token or a body.</summary>
public sealed class ServiceNowException(ServiceNowFault fault, Reason reason, Exception? inner = null) : Exception(reason.ToString(), inner)
{
    public ServiceNowFault Fault { get; } = fault;

    public Reason Reason { get; } = reason;

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The way broke, not the instance: what was sent may still be under way there.</summary>
    public bool MayStillLand { get; init; }

    /// <summary>To ask again for the same is of no use before somebody has changed something.</summary>
    public bool Permanent => Fault is ServiceNowFault.Forbidden or ServiceNowFault.InvalidTable or ServiceNowFault.NoSuchResource or ServiceNowFault.Rejected;
}
