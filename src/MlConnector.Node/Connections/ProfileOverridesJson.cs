using System.Collections.Immutable;
using MlConnector.Node.Json;
using MlConnector.ServiceNow.Profiles;

namespace MlConnector.Node.Connections;

/// <summary>Reads which tables and columns a connection calls otherwise than its profile does.</summary>
internal static class ProfileOverridesJson
{
    public static (ImmutableSortedDictionary<string, string> Tables, ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>? Columns) Read(
        JsonMembers serviceNow, Profile profile)
    {
        var tables = serviceNow.Object("tables") is { } named
            ? Names(named, ProfileOverrides.TableNames(profile), "the name of a table is, for example sn_apo_invoice")
            : ImmutableSortedDictionary<string, string>.Empty;
        return (tables, serviceNow.Object("columns") is { } columns ? Columns(columns, profile) : null);
    }

    private static ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>? Columns(JsonMembers columns, Profile profile)
    {
        var all = ImmutableSortedDictionary.CreateBuilder<string, ImmutableSortedDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var table in profile.Tables)
        {
            if (columns.Object(table.Name) is not { } named) continue;
            var names = Names(named, table.Columns.Select(c => c.Name), "the name of a column is, for example u_erp_source");
            foreach (var (column, given) in names)
            {
                if (ProfileOverrides.IsTaken(table, names, column)) named.Fault(column, $"'{given}' is not allowed; another column of the table bears that name.");
            }
            if (names.Count > 0) all[table.Name] = names;
        }
        columns.RefuseUnknown();
        return all.Count == 0 ? null : all.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, string> Names(JsonMembers members, IEnumerable<string> allowed, string example)
    {
        var names = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var name in allowed)
        {
            if (members.Text(name) is not { } given) continue;
            if (Identifier.IsOne(given)) names[name] = given;
            else members.Fault(name, $"'{given}' is not allowed; {example}.");
        }
        members.RefuseUnknown();
        return names.ToImmutable();
    }
}
