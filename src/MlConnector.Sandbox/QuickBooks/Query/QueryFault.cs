namespace MlConnector.Sandbox.QuickBooks.Query;

/// <summary>A statement that QuickBooks would not run: 4000 when it does not parse, 4001 when it asks for what there is not.</summary>
internal sealed class QueryFault(string code, string message, string detail) : Exception(detail)
{
    public string Code { get; } = code;
    public string Words { get; } = message;

    public static QueryFault Parse(string found, int column) =>
        new("4000", "Error parsing query", $"QueryParserError: Encountered \" {found} \" at line 1, column {column}.");

    public static QueryFault Invalid(string detail) => new("4001", "Invalid query", $"QueryValidationError: {detail}");
}
