namespace MlConnector.Domain.Staging;

/// <summary>QuickBooks renames what is made inactive; here it keeps the name that it is known by.</summary>
internal static class ListName
{
    private const string InactiveSuffix = " (deleted)";

    public static string Of(string name, bool active) =>
        !active && name.EndsWith(InactiveSuffix, StringComparison.OrdinalIgnoreCase) ? name[..^InactiveSuffix.Length] : name;
}
