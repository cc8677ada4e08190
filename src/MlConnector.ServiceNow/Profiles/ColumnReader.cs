using System.Collections.Immutable;
using System.Text.Json;
using MlConnector.Domain.Staging;

namespace MlConnector.ServiceNow.Profiles;

/// <summary>Reads the columns of one table: a field's name alone, or an object that says more.</summary>
internal sealed class ColumnReader(RecordKind kind, WriteMethod method, ProfileFaults faults)
{
    private readonly IReadOnlySet<string> _fields = new HashSet<string>(
        [.. Field.Of(kind), ColumnProfile.Key, .. kind == RecordKind.InvoiceLine ? [ColumnProfile.ParentKey] : Array.Empty<string>()], StringComparer.Ordinal);

    public List<ColumnProfile> Read(ProfileObject table, string? key, string? parent)
    {
        var columns = new List<ColumnProfile>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        // an import writes to staging, and these are columns of the record
        if (method == WriteMethod.Table) taken.UnionWith([key ?? "", parent ?? ""]);
        foreach (var member in table.Members("columns"))
        {
            if (!Identifier.IsOne(member.Name)) faults.Add(member.Line, $"'{member.Name}' is no name in an instance: {Identifier.Allowed}");
            if (!taken.Add(member.Name)) faults.Add(member.Line, $"column '{member.Name}' is used twice");
            if (Column(member) is { } column) columns.Add(column);
        }
        return columns;
    }

    public static string Unknown(string? name, string what, RecordKind kind, IReadOnlySet<string> allowed) =>
        $"'{name}' is no {what} of {kind} records; allowed: {(allowed.Count == 0 ? "none" : string.Join(", ", allowed.Order(StringComparer.Ordinal)))}";

    private ColumnProfile? Column(LocatedMember member)
    {
        if (member.Value.Type != JsonTokenType.StartObject)
            return IsField(member.Value, member.Line) ? Typed(member.Name, [member.Value.Text!]) : null;

        var before = faults.All.Count;
        var column = new ProfileObject(
            member.Value, $"column '{member.Name}'", faults, "field", "constant", "reference", "take", "label", "values", "maxLength", "target", "removed", "required");
        var fields = column.Texts("field");
        foreach (var field in fields) IsField(field, field.Line);
        var constant = column.OptionalText("constant");
        var reference = Reference(column, fields.Count > 0 || constant is not null);
        if (column["field"] is null && column["constant"] is null && column["reference"] is null)
            faults.Add(member.Line, $"nothing fills column '{member.Name}': give it a 'field', a 'constant' or a 'reference'");
        var read = Typed(member.Name, [.. fields.Select(f => f.Text!)]) with
        {
            Label = column.OptionalText("label"), Constant = constant, Reference = reference, Take = Take(column), Values = Values(column),
            MaxLength = column.Length("maxLength"), Removed = column.OptionalText("removed"), Required = column.Flag("required"),
        };
        if (Target(column) is { } target) read = read with { Target = target };
        if (read.Required && kind is not (RecordKind.Payment or RecordKind.LedgerLine))
            faults.Add(column["required"]!.Line, "'required' is of columns of Payment and LedgerLine records only");
        if (read.Label is not null) read = read with { Column = "" };
        if (reference is not null && read.Take is null) read = read with { Type = ColumnType.Reference };
        if (read.MaxLength is not null && read.Type != ColumnType.Text) faults.Add(column["maxLength"]!.Line, $"'{member.Name}' is none of the columns that hold text");
        return faults.All.Count == before ? read : null;
    }

    private bool IsField(LocatedJson field, int line)
    {
        if (field.Type == JsonTokenType.String && _fields.Contains(field.Text!)) return true;
        faults.Add(line, Unknown(field.Text, "field", kind, _fields));
        return false;
    }

    private string? Reference(ProfileObject column, bool filled)
    {
        if (column.OptionalText("reference") is not { } reference) return null;
        var allowed = Field.ReferencesOf(kind);
        if (!allowed.Contains(reference)) faults.Add(column["reference"]!.Line, Unknown(reference, "reference", kind, allowed));
        if (filled) faults.Add(column["reference"]!.Line, "a 'reference' stands without 'field' and 'constant'");
        return reference;
    }

    private string? Take(ProfileObject column)
    {
        if (column["take"] is { } take && column["reference"] is null) faults.Add(take.Line, "'take' says what to take from a 'reference', and there is none");
        return column.OptionalName("take");
    }

    private string? Target(ProfileObject column)
    {
        if (column.OptionalText("target") is not { } target) return null;
        if (method == WriteMethod.Table) faults.Add(column["target"]!.Line, "with 'write' Table a column shows itself what it holds: leave 'target' out");
        else if (!Identifier.IsPath(target)) faults.Add(column["target"]!.Line, $"'{target}' is no column, nor a path to one: {Identifier.Allowed}, with points between them");
        return target;
    }

    private ImmutableSortedDictionary<string, string> Values(ProfileObject column)
    {
        if (column["values"] is not { } member) return ImmutableSortedDictionary<string, string>.Empty;
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var value in column.MembersOf(member))
        {
            if (value.Value.Type != JsonTokenType.String) faults.Add(value.Line, $"'{value.Name}' is a text");
            else values[value.Name] = value.Value.Text!;
        }
        return values.ToImmutable();
    }

    private ColumnProfile Typed(string name, ImmutableArray<string> fields)
    {
        var type = fields.Length > 0 && fields.All(Field.IsNumber) ? ColumnType.Number : fields.Length > 0 && fields.All(Field.IsBoolean) ? ColumnType.Boolean : ColumnType.Text;
        return new ColumnProfile(name, type) { Fields = fields, Target = method == WriteMethod.Table ? name : null };
    }
}
