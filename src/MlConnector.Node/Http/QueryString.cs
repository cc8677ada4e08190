using System.Globalization;
using MlConnector.Domain;

namespace MlConnector.Node.Http;

/// <summary>Reads what an address says, strictly: a misspelt filter must not pass for none.</summary>
internal static class QueryString
{
    public static RealmId Realm(string text) => RealmId.TryParse(text, out var realm)
        ? realm
        : throw Bad($"'{text}' is no realm id; 1 to 20 decimal digits are, as QuickBooks shows it under Account and settings.");

    public static void RefuseUnknown(this IQueryCollection query, params string[] known)
    {
        foreach (var name in query.Keys.Where(k => !known.Contains(k, StringComparer.OrdinalIgnoreCase)))
            throw Bad($"'{name}' is no parameter of this call; known are {string.Join(", ", known)}.");
    }

    public static int? Number(this IQueryCollection query, string name, int min, int max)
    {
        if (query.Text(name) is not { } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw Bad($"{name} is '{text}'; a whole number from {min} to {max} is allowed.");
    }

    public static bool Flag(this IQueryCollection query, string name) => query.Text(name) is { } text
        && (bool.TryParse(text, out var flag) ? flag : throw Bad($"{name} is '{text}'; true and false are allowed."));

    public static T? Choice<T>(this IQueryCollection query, string name)
        where T : struct, Enum => query.Text(name) is { } text ? Choice<T>(name, text) : null;

    public static T Choice<T>(string name, string text)
        where T : struct, Enum => TryChoice<T>(text, out var value) ? value : throw Bad($"{name} is '{text}'; allowed are {Allowed<T>()}.");

    /// <summary>By its name in any case; a number names nothing, nor does the state of what was never seen.</summary>
    public static bool TryChoice<T>(string text, out T value)
        where T : struct, Enum
    {
        foreach (var choice in Choices<T>())
        {
            value = choice;
            if (string.Equals(choice.ToString(), text, StringComparison.OrdinalIgnoreCase)) return true;
        }
        value = default;
        return false;
    }

    public static string Allowed<T>()
        where T : struct, Enum => string.Join(", ", Choices<T>());

    public static string? Text(this IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

    private static IEnumerable<T> Choices<T>()
        where T : struct, Enum => Enum.GetValues<T>().Where(c => c.ToString() != "Unknown");

    private static BadHttpRequestException Bad(string message) => new(message);
}
