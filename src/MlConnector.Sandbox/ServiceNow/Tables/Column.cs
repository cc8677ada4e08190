namespace MlConnector.Sandbox.ServiceNow.Tables;

/// <summary>One column as the dictionary describes it.</summary>
public sealed record Column(string Name, string Type = ColumnType.Text)
{
    public string Label { get; init; } = Labelled(Name);
    public int MaxLength { get; init; } = 40;

    /// <summary>The table that a reference points to.</summary>
    public string? Reference { get; init; }
    public bool Mandatory { get; init; }

    /// <summary>Computed by the platform: what a client sends is dropped.</summary>
    public bool IsReadOnly { get; init; }
    public string Default { get; init; } = "";
    public IReadOnlyList<string> Choices { get; init; } = [];
    public bool IsIndexed => Reference is not null || Name is "correlation_id" or "number" or "external_invoice_number" or "supplier_code" or "third_party_import_id" or "supplier_part_number";
    public bool IsSystem => Name.StartsWith("sys_", StringComparison.Ordinal);

    private static string Labelled(string name)
    {
        var text = name.Replace('_', ' ');
        return char.ToUpperInvariant(text[0]) + text[1..];
    }
}

/// <summary>The dictionary's names of types.</summary>
public static class ColumnType
{
    public const string Text = "string";
    public const string Boolean = "boolean";
    public const string Integer = "integer";
    public const string Decimal = "decimal";
    public const string Date = "glide_date";
    public const string Instant = "glide_date_time";
    public const string Reference = "reference";
    public const string Choice = "choice";
    public const string Id = "GUID";
}
