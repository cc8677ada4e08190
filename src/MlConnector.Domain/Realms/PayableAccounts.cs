using System.Collections.Immutable;
using System.Text.Json;
using MlConnector.Domain.Staging;

namespace MlConnector.Domain.Realms;

/// <summary>Which accounts of a company are payable: it decides which journal entries are carried.</summary>
public static class PayableAccounts
{
    public static readonly ImmutableSortedSet<string> None = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>What they are once accounts were reported as they stand now.</summary>
    public static ImmutableSortedSet<string> After(ImmutableSortedSet<string> known, IEnumerable<JsonElement> accounts)
    {
        var payable = known.ToBuilder();
        foreach (var account in accounts)
        {
            // what was deleted says no type: its journal entries are what they were
            if (account.Text("Id"u8) is not { } id || account.Text("AccountType"u8) is not { } type) continue;
            if (type == "Accounts Payable") payable.Add(id);
            else payable.Remove(id);
        }
        return payable.ToImmutable();
    }
}
