using System.Globalization;
using MlConnector.Domain.Entities;

namespace MlConnector.Domain.Staging;

/// <summary>Why a payload cannot be carried as it is. The codes are stable; the figures say what a person has to look at.</summary>
internal static class Unfitness
{
    private const string CorrectIt = "Correct it in QuickBooks: the change is then taken by itself.";

    public static Reason Malformed(string what) => new(
        "payload-malformed", $"QuickBooks reported an object that cannot be read: {what}.", "Save the object in QuickBooks again; if that does not help, ask Intuit's support.");

    public static Reason NoVendor(string what) => new("vendor-missing", $"The {what} names no vendor.", CorrectIt);

    public static Reason NoName() => new("name-missing", "The vendor has no name.", CorrectIt);

    public static Reason SumDiffers(string what, int count, decimal lines, decimal tax, decimal total) => new(
        "sum-differs",
        string.Create(CultureInfo.InvariantCulture,
            $"The {count} lines of the {what} come to {Plain.Amount(lines)} and its tax to {Plain.Amount(tax)}, which is {Plain.Amount(lines + tax)} and not its total of {Plain.Amount(total)}."),
        "Look at its lines and tax in QuickBooks and save it again: the change is then taken by itself.");

    public static Reason LineTwice(string what, string line) => new(
        "line-id-twice", $"Two lines of the {what} bear the id {line}.", "Save it in QuickBooks again; if that does not help, ask Intuit's support.");

    public static Reason Unbalanced(decimal debits, decimal credits, decimal tax) => new(
        "entry-unbalanced",
        $"The debits of the journal entry come to {Plain.Amount(debits)}, its credits to {Plain.Amount(credits)} and its tax to {Plain.Amount(tax)}: they do not balance.",
        "Look at its lines and tax in QuickBooks and save it again: the change is then taken by itself.");

    public static Reason NoPayableAccount() => new(
        "no-payable-account",
        "No line of the journal entry is on an accounts payable account.",
        "Nothing is to be done: it is looked at again when it changes, or the type of an account does.");
}

/// <summary>Leaves the mapping of one payload; it never leaves the mapper.</summary>
internal sealed class UnfitException(Reason reason) : Exception(reason.Text)
{
    public Reason Reason { get; } = reason;
}
