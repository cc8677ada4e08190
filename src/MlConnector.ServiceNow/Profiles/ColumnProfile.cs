using System.Collections.Immutable;

namespace MlConnector.ServiceNow.Profiles;

/// <summary>One column, and what it is filled with.</summary>
/// <param name="Name">What the profile and a connection's overrides call it; its name in the instance too, unless there is a label.</param>
public sealed record ColumnProfile(string Name, ColumnType Type)
{
    /// <summary>The record's own external key, as a field.</summary>
    public const string Key = "key";

    /// <summary>Of lines: the external key of the record that they belong to.</summary>
    public const string ParentKey = "parentKey";

    /// <summary>Its name in the instance; empty while only the label is known.</summary>
    public string Column { get; init; } = Name;

    /// <summary>What the instance's dictionary calls it.</summary>
    public string? Label { get; init; }

    /// <summary>The first of these fields that is not empty fills it.</summary>
    public ImmutableArray<string> Fields { get; init; } = [];

    /// <summary>It holds an external key, and nothing in its place.</summary>
    public bool IsKey => Fields is [Key or ParentKey];

    /// <summary>The field that it is meant for.</summary>
    public string? Field => Fields.IsEmpty ? Reference : Fields[0];

    /// <summary>What it holds where the fields are empty, or there are none.</summary>
    public string? Constant { get; init; }

    /// <summary>The record that it refers to, by the field that names it.</summary>
    public string? Reference { get; init; }

    /// <summary>Which column of the record referred to it repeats; none to hold the sys_id.</summary>
    public string? Take { get; init; }

    /// <summary>Other texts for some values.</summary>
    public ImmutableSortedDictionary<string, string> Values { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What the column holds for our word.</summary>
    public string Told(string said) => Values.GetValueOrDefault(said, said);

    /// <summary>Our word for what the column holds.</summary>
    public string Said(string told) => Values.FirstOrDefault(v => v.Value == told).Key ?? told;

    /// <summary>Longer texts are cut to it on purpose.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Where the record shows the value: the column itself or, of imports, a path that may lead over references; none where it does not.</summary>
    public string? Target { get; init; }

    /// <summary>What it says once the record is gone at the source.</summary>
    public string? Removed { get; init; }

    /// <summary>A record without it has no place in the table.</summary>
    public bool Required { get; init; }

    public bool Equals(ColumnProfile? other) =>
        other is not null && (Name, Type, Column, Label, Constant, Reference, Take) == (other.Name, other.Type, other.Column, other.Label, other.Constant, other.Reference, other.Take)
        && (MaxLength, Target, Removed, Required) == (other.MaxLength, other.Target, other.Removed, other.Required)
        && Fields.SequenceEqual(other.Fields) && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => HashCode.Combine(Name, Type, Column, Label);
}

public enum ColumnType
{
    Text,
    Number,
    Boolean,
    Reference,
}
