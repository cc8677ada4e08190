using System.Collections.Concurrent;
using MlConnector.Domain;

namespace MlConnector.QuickBooks.Limits;

/// <summary>One gate for each company: none waits for another's calls or throttling.</summary>
internal sealed class RealmGates(CallLimits limits, TimeProvider time)
{
    private readonly ConcurrentDictionary<RealmId, RealmGate> _gates = new();

    public RealmGate this[RealmId realm] => _gates.GetOrAdd(realm, _ => new RealmGate(limits, time));
}
