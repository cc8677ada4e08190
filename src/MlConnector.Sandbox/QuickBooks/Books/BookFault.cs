namespace MlConnector.Sandbox.QuickBooks.Books;

/// <summary>The books refuse, with QuickBooks' code and words.</summary>
public sealed class BookFault(string code, string message, string detail, string element = "") : Exception($"{message}: {detail}")
{
    public string Code { get; } = code;
    public string Words { get; } = message;
    public string Detail { get; } = detail;
    public string Element { get; } = element;

    internal static BookFault NotFound() => new("610", "Object Not Found",
        "Object Not Found : Something you're trying to use has been made inactive. Check the fields with accounts, customers, items, vendors or employees.");

    internal static BookFault Stale() => new("5010", "Stale Object Error",
        "Stale Object Error : You and root were working on this at the same time. root finished before you did, so your work was not saved.");

    internal static BookFault Business(string detail) => new("6000", "A business validation error has occurred while processing your request",
        $"Business Validation Error: {detail}");

    internal static BookFault Required(string element) => new("2020", "Required param missing, need to supply the required value for the API",
        $"Required parameter {element} is missing in the request", element);

    internal static BookFault Reference(string element) => new("2500", "Invalid Reference Id",
        $"Invalid Reference Id : {element} id not found", element);
}
