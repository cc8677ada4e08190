using System.Net;
using MlConnector.Domain.Entities;

namespace MlConnector.QuickBooks;

public enum FaultClass
{
    /// <summary>Too many calls; wait as <see cref="QuickBooksException.RetryAfter"/> says.</summary>
    Throttled,

    /// <summary>The access token is not taken: renew it once.</summary>
    Unauthorized,

    /// <summary>This app may not read this company (now): a person must act.</summary>
    Forbidden,

    NotFound,

    /// <summary>Server fault, time-out or broken connection: the same call may do later.</summary>
    Transient,

    /// <summary>The answer cannot be read: not JSON, cut off, or not of the expected shape.</summary>
    Malformed,

    /// <summary>QuickBooks does not understand the query: a fault of this program.</summary>
    Query,

    /// <summary>The answer would be more than QuickBooks gives at once: a smaller part of it may do.</summary>
    TooBig,

    /// <summary>The company was emptied: what was read of it is not there any more, though nobody reports that.</summary>
    CompanyReset,

    /// <summary>The refresh token or code is not taken (invalid_grant): a person must connect again.</summary>
    GrantRefused,

    /// <summary>The app's own client id or secret is wrong (invalid_client).</summary>
    ClientRefused,

    Other,
}

/// <summary>A call to Intuit that failed, in words for an operator. It never holds a token or a body.</summary>
public sealed class QuickBooksException(FaultClass faultClass, Reason reason, Exception? inner = null) : Exception(reason.ToString(), inner)
{
    public FaultClass Class { get; } = faultClass;

    public Reason Reason { get; } = reason;

    public HttpStatusCode? Status { get; init; }

    /// <summary>Intuit's fault code as a number, whatever its leading zeros.</summary>
    public int? Code { get; init; }

    /// <summary>Intuit's name for the call, which their support asks for.</summary>
    public string? TransactionId { get; init; }

    /// <summary>Only a person can help, by connecting the company again.</summary>
    public bool EndsGrant { get; init; }

    public TimeSpan? RetryAfter { get; init; }
}
