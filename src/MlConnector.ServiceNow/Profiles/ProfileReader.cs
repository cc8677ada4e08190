using System.Collections.Immutable;
using System.Text.Json;
using MlConnector.Domain.Staging;

namespace MlConnector.ServiceNow.Profiles;

/// <summary>Reads a profile and checks all of it: every fault is named with its line and what is allowed there.</summary>
public sealed class ProfileReader
{
    private readonly ProfileFaults _faults;

    private ProfileReader(string file) => _faults = new ProfileFaults(file);

    public static Profile Read(string file, ReadOnlySpan<byte> content)
    {
        var reader = new ProfileReader(file);
        Profile? profile = null;
        try
        {
            profile = reader.Root(LocatedJson.Parse(content));
        }
        catch (JsonException e)
        {
            reader._faults.Add((int)(e.LineNumber ?? 0) + 1, $"it is not JSON. {e.Message}");
        }
        return reader._faults.All.Count == 0 ? profile! : throw new ProfileException(reader._faults.All);
    }

    private Profile? Root(LocatedJson json)
    {
        var root = new ProfileObject(json, "a profile", _faults, "$schema", "name", "roles", "tables");
        var name = root.Text("name");
        var roles = Roles(root);
        var tables = new List<TableProfile>();
        foreach (var member in root.Members("tables"))
        {
            if (Table(member) is not { } table) continue;
            if (tables.Any(t => t.Record == table.Record)) _faults.Add(member.Line, $"a second table for {table.Record} records");
            if (tables.Any(t => t.Name == table.Name)) _faults.Add(member.Line, $"a second table '{table.Name}'");
            tables.Add(table);
        }
        foreach (var lines in tables.Where(t => t.Record == RecordKind.InvoiceLine && tables.All(h => h.Record != RecordKind.Invoice)))
            _faults.Add(root.Line, $"'{lines.Name}' holds lines, but no table holds the invoices that they belong to");
        CheckReferences(root, tables);
        return _faults.All.Count == 0 ? new Profile(name!, [.. tables], [.. roles]) : null;
    }

    /// <summary>What is taken from a row referred to, that row must be read for.</summary>
    private void CheckReferences(ProfileObject root, List<TableProfile> tables)
    {
        foreach (var table in tables)
        {
            var taken = table.Columns.Where(c => c.Take is not null).Select(c => (Reference: c.Reference!, Column: c.Take!));
            if (table.TakenWhen is { } ready) taken = taken.Append((ready.Reference, ready.Column));
            foreach (var (reference, column) in taken)
            {
                var of = tables.FirstOrDefault(t => t.Record == Referred.Kind(reference));
                if (of?.Shown.Contains(column) != true)
                    _faults.Add(root.Line, $"'{table.Name}' takes {column} of its {reference}; allowed: {(of is null ? "nothing, since no table holds these" : string.Join(", ", of.Shown))}");
            }
        }
    }

    private List<string> Roles(ProfileObject root)
    {
        if (root["roles"] is not { } roles) return [];
        if (roles.Value.Type != JsonTokenType.StartArray) _faults.Add(roles.Line, "'roles' is an array of names of roles");
        var names = new List<string>();
        foreach (var (_, line, role) in roles.Value.Type == JsonTokenType.StartArray ? roles.Value.Members : [])
        {
            if (role is { Type: JsonTokenType.String, Text: { } text } && text.Split('.').All(Identifier.IsOne)) names.Add(text);
            else _faults.Add(line, $"'{role.Text}' is no name of a role, for example sn_apay.apo_user");
        }
        return names;
    }

    private TableProfile? Table(LocatedMember member)
    {
        var table = new ProfileObject(
            member.Value, $"table '{member.Name}'", _faults, "record", "table", "staging", "write", "key", "parent", "columns", "removal", "takenWhen");
        var record = table.Choice<RecordKind>("record");
        var name = table.OptionalName("table");
        var write = table.Choice<WriteMethod>("write");
        var key = table.Name("key");
        if (record is not { } kind || write is not { } method) return null;

        var isLine = kind == RecordKind.InvoiceLine;
        var parent = isLine ? table.Name("parent") : null;
        if (!isLine && table["parent"] is { } stray) _faults.Add(stray.Line, $"{kind} records belong to no other: leave 'parent' out");
        var staging = method == WriteMethod.ImportSet ? table.Name("staging") : null;
        if (method == WriteMethod.Table && table["staging"] is { } unused) _faults.Add(unused.Line, "nothing is staged with 'write' Table: leave 'staging' out");

        var columns = new ColumnReader(kind, method, _faults).Read(table, key, parent);
        if (columns.Count == 0) _faults.Add(member.Line, $"table '{member.Name}' has no columns");
        if (method == WriteMethod.ImportSet && columns.Count > 0 && columns.All(c => c.Target != key || !c.Fields.SequenceEqual([ColumnProfile.Key])))
            _faults.Add(table.Line, $"no column carries the key: one must have \"field\": \"key\" and \"target\": \"{key}\"");
        if (method == WriteMethod.ImportSet && isLine && columns.Count > 0 && columns.All(c => c.Removed is null))
            _faults.Add(table.Line, "nothing says that a line left its bill, and no import deletes a row: give some columns a 'removed', for example an amount of 0.00");
        var read = new TableProfile(member.Name, kind, name ?? "", method, key ?? "", parent, [.. columns])
        {
            Staging = staging, Removal = Removal(table, kind), TakenWhen = TakenWhen(table, kind),
        };
        return key is null || isLine && parent is null ? null : read;
    }

    private RemovalMark? Removal(ProfileObject table, RecordKind kind)
    {
        if (table["removal"] is not { } member) return null;
        if (kind != RecordKind.Invoice) _faults.Add(member.Line, "'removal' is of tables of Invoice records only");
        var removal = new ProfileObject(member.Value, "'removal'", _faults, "column", "removed", "restored");
        return removal.Name("column") is { } column && removal.Text("removed") is { } removed && removal.Text("restored") is { } restored
            ? new RemovalMark(column, removed, restored)
            : null;
    }

    private Readiness? TakenWhen(ProfileObject table, RecordKind kind)
    {
        if (table["takenWhen"] is not { } member) return null;
        var taken = new ProfileObject(member.Value, "'takenWhen'", _faults, "reference", "column", "in");
        var reference = taken.Text("reference");
        var allowed = Field.ReferencesOf(kind);
        if (reference is not null && !allowed.Contains(reference)) _faults.Add(taken["reference"]!.Line, ColumnReader.Unknown(reference, "reference", kind, allowed));
        var column = taken.Name("column");
        var values = taken.Texts("in");
        if (taken["in"] is null) _faults.Add(taken.Line, "'in' is missing");
        return reference is null || column is null ? null : new Readiness(reference, column, [.. values.Select(v => v.Text!)]);
    }
}
