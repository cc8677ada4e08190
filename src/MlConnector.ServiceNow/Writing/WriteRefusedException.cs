using MlConnector.Domain.Entities;

namespace MlConnector.ServiceNow.Writing;

/// <summary>Ends a write that a person must look at; it never leaves the writer.</summary>
internal sealed class WriteRefusedException(Reason reason) : Exception(reason.Text)
{
    public Reason Reason { get; } = reason;
}
