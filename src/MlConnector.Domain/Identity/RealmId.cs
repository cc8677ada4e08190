using System.Diagnostics.CodeAnalysis;

namespace MlConnector.Domain;

/// <summary>A QuickBooks company: 1 to 20 decimal digits, as Intuit hands them out.</summary>
public readonly record struct RealmId
{
    private RealmId(string value) => Value = value;

    public string Value { get; }

    /// <summary>The name under which the connection's events stand in the journal; it never changes.</summary>
    public string PersistenceId => $"realm-{Value}";

    public static bool TryFromPersistenceId(string persistenceId, out RealmId realm)
    {
        realm = default;
        return persistenceId.StartsWith("realm-", StringComparison.Ordinal) && TryParse(persistenceId["realm-".Length..], out realm);
    }

    public static bool TryParse([NotNullWhen(true)] string? text, out RealmId realm)
    {
        realm = default;
        if (text is not { Length: > 0 and <= 20 } || !text.All(char.IsAsciiDigit)) return false;
        realm = new RealmId(text);
        return true;
    }

    public static RealmId Parse(string text) => TryParse(text, out var realm)
        ? realm
        : throw new FormatException($"'{text}' is not a realm id: 1 to 20 decimal digits are, for example 9130357849014096.");

    public override string ToString() => Value;
}
