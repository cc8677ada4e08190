namespace MlConnector.Domain.References;

/// <summary>Lists of a company that its documents refer to by id.</summary>
public enum ReferenceType
{
    Account,
    Item,
    Term,
    Class,
    Department,

    /// <summary>No list: a company has one, and it names the home currency.</summary>
    Preferences,
}

public readonly record struct ReferenceId(ReferenceType Type, string Id)
{
    public static readonly ReferenceId HomeCurrency = new(ReferenceType.Preferences, "home-currency");

    public override string ToString() => $"{Type}/{Id}";
}

/// <param name="Account">Of an item: the id of the account that its purchases go to.</param>
public sealed record Reference(string Name, string? Account = null);

public interface IReferences
{
    Reference? Find(ReferenceId id);

    /// <summary>Its name, else its id.</summary>
    string NameOf(ReferenceType type, string id) => Find(new ReferenceId(type, id))?.Name ?? id;
}
