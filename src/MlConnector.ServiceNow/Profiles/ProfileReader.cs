using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using MlConnector.Domain.Staging;

namespace MlConnector.ServiceNow.Profiles;

/// <summary>Reads a profile and checks all of it: every fault is named with its line and what is allowed there.</summary>
public sealed class ProfileReader
{
    private readonly string _file;
    private readonly List<string> _faults = [];

    private ProfileReader(string file) => _file = file;

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
            reader.Fault((int)(e.LineNumber ?? 0) + 1, $"it is not JSON. {e.Message}");
        }
        return reader._faults.Count == 0 ? profile! : throw new ProfileException(reader._faults);
    }

    internal static bool IsIdentifier(string name) =>
        name is { Length: > 0 and <= 80 } && char.IsAsciiLetterLower(name[0]) && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');

    private Profile? Root(LocatedJson root)
    {
        var members = Members(root, "a profile", "name", "roles", "tables");
        var name = Text(members, root, "name");
        var roles = members.TryGetValue("roles", out var named) ? Roles(named) : [];
        var tables = new List<TableProfile>();
        foreach (var member in Object(members, root, "tables"))
        {
            if (Table(member) is not { } table) continue;
            if (tables.Any(t => t.Record == table.Record)) Fault(member.Line, $"a second table for {table.Record} records");
            tables.Add(table);
        }
        foreach (var lines in tables.Where(t => t.Record == RecordKind.InvoiceLine && tables.All(h => h.Record != RecordKind.Invoice)))
            Fault(root.Line, $"'{lines.Name}' holds lines, but no table holds the invoices that they belong to");
        return _faults.Count == 0 ? new Profile(name!, [.. tables], [.. roles]) : null;
    }

    private List<string> Roles(LocatedMember roles)
    {
        if (roles.Value.Type != JsonTokenType.StartArray) Fault(roles.Line, "'roles' is an array of names of roles");
        var names = new List<string>();
        foreach (var (_, line, role) in roles.Value.Type == JsonTokenType.StartArray ? roles.Value.Members : [])
        {
            if (role is { Type: JsonTokenType.String, Text: { } text } && text.Split('.').All(IsIdentifier)) names.Add(text);
            else Fault(line, $"'{role.Text}' is no name of a role, for example sn_apay.apo_user");
        }
        return names;
    }

    private TableProfile? Table(LocatedMember table)
    {
        var members = Members(table.Value, $"table '{table.Name}'", "record", "table", "write", "key", "parent", "columns", "references", "maxLengths");
        var record = Choice<RecordKind>(members, table.Value, "record");
        var name = Identifier(members, table.Value, "table");
        var write = Choice<WriteMethod>(members, table.Value, "write");
        var key = Identifier(members, table.Value, "key");
        if (record is not { } kind) return null;

        var isLine = kind == RecordKind.InvoiceLine;
        var parent = isLine ? Identifier(members, table.Value, "parent") : null;
        if (!isLine && members.TryGetValue("parent", out var stray)) Fault(stray.Line, $"{kind} records belong to no other: leave 'parent' out");

        var columns = new List<ColumnProfile>();
        var taken = new HashSet<string>(StringComparer.Ordinal) { key ?? "", parent ?? "" };
        Columns(members, "columns", Field.Of(kind), field => Field.IsNumber(field) ? ColumnType.Number : Field.IsBoolean(field) ? ColumnType.Boolean : ColumnType.Text);
        Columns(members, "references", Field.ReferencesOf(kind), _ => ColumnType.Reference);
        if (columns.Count == 0) Fault(table.Line, $"table '{table.Name}' has no columns");
        foreach (var length in members.TryGetValue("maxLengths", out var lengths) ? ObjectOf(lengths) : []) MaxLength(length);
        return name is null || write is null || key is null || isLine && parent is null
            ? null
            : new TableProfile(table.Name, kind, name, write.Value, key, parent, [.. columns]);

        void Columns(Dictionary<string, LocatedMember> all, string part, IReadOnlySet<string> fields, Func<string, ColumnType> type)
        {
            if (!all.TryGetValue(part, out var given)) return;
            foreach (var column in ObjectOf(given))
            {
                if (!IsIdentifier(column.Name)) Fault(column.Line, NoIdentifier(column.Name));
                if (!taken.Add(column.Name)) Fault(column.Line, $"column '{column.Name}' is used twice");
                if (column.Value.Type != JsonTokenType.String || !fields.Contains(column.Value.Text!))
                    Fault(column.Line, $"'{column.Value.Text}' is no {(part == "references" ? "reference" : "field")} of {kind} records; allowed: {(fields.Count == 0 ? "none" : string.Join(", ", fields.Order(StringComparer.Ordinal)))}");
                else
                    columns.Add(new ColumnProfile(column.Name, column.Value.Text!, type(column.Value.Text!), null));
            }
        }

        void MaxLength(LocatedMember length)
        {
            var index = columns.FindIndex(c => c.Column == length.Name && c.Type == ColumnType.Text);
            if (index < 0) Fault(length.Line, $"'{length.Name}' is none of the columns that hold text");
            else if (length.Value.Type != JsonTokenType.Number || !int.TryParse(length.Value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var max) || max < 1)
                Fault(length.Line, $"'{length.Value.Text}' is no length; a whole number of 1 or more is");
            else columns[index] = columns[index] with { MaxLength = max };
        }
    }

    private Dictionary<string, LocatedMember> Members(LocatedJson value, string what, params string[] allowed)
    {
        var members = new Dictionary<string, LocatedMember>(StringComparer.Ordinal);
        if (value.Type != JsonTokenType.StartObject)
        {
            Fault(value.Line, $"{what} is an object");
            return members;
        }
        foreach (var member in value.Members)
        {
            if (!allowed.Contains(member.Name)) Fault(member.Line, $"'{member.Name}' is nothing that {what} has; allowed: {string.Join(", ", allowed)}");
            else if (!members.TryAdd(member.Name, member)) Fault(member.Line, $"'{member.Name}' stands there twice");
        }
        return members;
    }

    private IReadOnlyList<LocatedMember> Object(Dictionary<string, LocatedMember> members, LocatedJson parent, string name)
    {
        if (members.TryGetValue(name, out var member)) return ObjectOf(member);
        Fault(parent.Line, $"'{name}' is missing");
        return [];
    }

    private IReadOnlyList<LocatedMember> ObjectOf(LocatedMember member)
    {
        if (member.Value.Type != JsonTokenType.StartObject) Fault(member.Line, $"'{member.Name}' is an object");
        return member.Value.Members;
    }

    private string? Text(Dictionary<string, LocatedMember> members, LocatedJson parent, string name)
    {
        if (!members.TryGetValue(name, out var member)) Fault(parent.Line, $"'{name}' is missing");
        else if (member.Value is { Type: JsonTokenType.String, Text.Length: > 0 }) return member.Value.Text;
        else Fault(member.Line, $"'{name}' is a text");
        return null;
    }

    private string? Identifier(Dictionary<string, LocatedMember> members, LocatedJson parent, string name)
    {
        if (Text(members, parent, name) is not { } text) return null;
        if (IsIdentifier(text)) return text;
        Fault(members[name].Line, NoIdentifier(text));
        return null;
    }

    private T? Choice<T>(Dictionary<string, LocatedMember> members, LocatedJson parent, string name) where T : struct, Enum
    {
        if (Text(members, parent, name) is not { } text) return null;
        if (Enum.GetNames<T>().Contains(text)) return Enum.Parse<T>(text);
        Fault(members[name].Line, $"'{text}' is no {name}; allowed: {string.Join(", ", Enum.GetNames<T>())}");
        return null;
    }

    private static string NoIdentifier(string name) => $"'{name}' is no name in an instance: lower-case letters, digits and underscores are";

    private void Fault(int line, string what) => _faults.Add($"{_file}({line}): {what}.");
}
