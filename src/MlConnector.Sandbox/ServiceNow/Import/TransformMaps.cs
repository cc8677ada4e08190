using MlConnector.Sandbox.ServiceNow.Tables;

namespace MlConnector.Sandbox.ServiceNow.Import;

/// <summary>
/// Transform maps live in tables, so that a client can read and a person can change them there.
/// A target is written <c>column</c>, <c>column*</c> (coalesce), <c>column=key</c> (a reference found by that column, else left empty)
/// or <c>column!key</c> (a reference without which the row is refused).
/// </summary>
internal static class TransformMaps
{
    public const string Maps = "sys_transform_map";
    public const string Entries = "sys_transform_entry";

    public static void Install(ServiceNowInstance instance)
    {
        instance.Install(Maps, "Table Transform Map", "name", new Column("name") { MaxLength = 100 }, new Column("source_table") { MaxLength = 80 },
            new Column("target_table") { MaxLength = 80 }, new Column("active", ColumnType.Boolean), new Column("enforce_mandatory_fields", ColumnType.Boolean),
            new Column("copy_empty_fields", ColumnType.Boolean));
        instance.Install(Entries, "Field Map", "source_field", new Column("map", ColumnType.Reference) { Reference = Maps, MaxLength = 32 },
            new Column("source_field") { MaxLength = 80 }, new Column("target_field") { MaxLength = 80 }, new Column("coalesce", ColumnType.Boolean),
            new Column("reference_value_field") { Label = "Referenced value field name", MaxLength = 80 }, new Column("choice_action"));
    }

    public static void Add(ServiceNowInstance instance, string name, string source, string target, params (string Source, string Target)[] entries)
    {
        var map = instance.Insert(Maps, ("name", name), ("source_table", source), ("target_table", target), ("active", "true"),
            ("enforce_mandatory_fields", "false"), ("copy_empty_fields", "false"));
        foreach (var (from, to) in entries)
        {
            var mark = to.IndexOfAny(['*', '=', '!']);
            instance.Insert(Entries, ("map", map), ("source_field", from), ("target_field", mark < 0 ? to : to[..mark]),
                ("coalesce", mark >= 0 && to[mark] == '*' ? "true" : "false"), ("reference_value_field", mark < 0 ? "" : to[(mark + 1)..]),
                ("choice_action", mark >= 0 && to[mark] == '!' ? "reject" : "ignore"));
        }
    }
}
