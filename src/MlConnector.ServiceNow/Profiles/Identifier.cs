namespace MlConnector.ServiceNow.Profiles;

/// <summary>Names of tables and columns in an instance.</summary>
public static class Identifier
{
    public const string Allowed = "lower-case letters, digits and underscores are";

    public static bool IsOne(string name) =>
        name is { Length: > 0 and <= 80 } && char.IsAsciiLetterLower(name[0]) && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');

    /// <summary>A column, or one that is reached over references.</summary>
    public static bool IsPath(string path) => path.Split('.') is { Length: <= 4 } parts && parts.All(IsOne);
}
