using MlConnector.Domain.Entities;

namespace MlConnector.ServiceNow.Books;

/// <summary>Why the books cannot be read, for a person.</summary>
public sealed class BooksUnreadableException(Reason reason, Exception? inner = null) : Exception(reason.ToString(), inner)
{
    public Reason Reason { get; } = reason;
}
