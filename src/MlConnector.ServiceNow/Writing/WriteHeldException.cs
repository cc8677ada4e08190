using MlConnector.Domain.Entities;
using MlConnector.ServiceNow.Profiles;

namespace MlConnector.ServiceNow.Writing;

/// <summary>Ends a write that the instance takes later; it never leaves the writer.</summary>
internal sealed class WriteHeldException(Reason reason) : Exception(reason.Text)
{
    public Reason Reason { get; } = reason;

    public static WriteHeldException Early(string table, string key, Readiness ready, string state) => new(new Reason(
        "servicenow-not-ready",
        $"{table} takes {key} only once the {ready.Column} of its {ready.Reference} is {string.Join(" or ", ready.Values)}; it is {(state.Length == 0 ? "empty" : state)}.",
        $"It is tried again by itself. See in ServiceNow what holds the {ready.Reference} up: as a rule its processing must be started, approved and posted."));
}
