using System.Globalization;
using System.Text;

namespace MlConnector.Domain.Suppliers;

/// <summary>How much two values look like the same supplier; the higher the closer.</summary>
public enum Likeness
{
    None,

    /// <summary>Names alike but for a legal form that only one of them states.</summary>
    WithoutForm,

    /// <summary>Alike but for case, accents, punctuation, spacing and how the legal form is written.</summary>
    Normalised,

    Exact,
}

public static class Alike
{
    // as the last words of a name, and what they are short for
    private static readonly Dictionary<string, string> LegalForms = new(StringComparer.Ordinal)
    {
        ["inc"] = "inc", ["incorporated"] = "inc", ["corp"] = "corp", ["corporation"] = "corp", ["co"] = "co", ["company"] = "co",
        ["ltd"] = "ltd", ["limited"] = "ltd", ["llc"] = "llc", ["llp"] = "llp", ["lp"] = "lp", ["plc"] = "plc", ["pllc"] = "pllc",
        ["gmbh"] = "gmbh", ["ag"] = "ag", ["sa"] = "sa", ["srl"] = "srl", ["bv"] = "bv", ["nv"] = "nv", ["pty"] = "pty",
    };

    /// <summary>False for a value that says nothing of who it is, such as "n/a" for a tax id.</summary>
    public static bool CanTell(VendorTrait trait, string value) =>
        trait == VendorTrait.TaxId ? value.Any(c => char.IsDigit(c) && c != '0') : value.Any(char.IsLetterOrDigit);

    public static Likeness Of(VendorTrait trait, string ours, string theirs)
    {
        if (ours.Trim() == theirs.Trim()) return Likeness.Exact;
        var (a, b) = (Words(ours), Words(theirs));
        if (trait != VendorTrait.Name) return string.Concat(a) == string.Concat(b) ? Likeness.Normalised : Likeness.None;
        var (formOfA, formOfB) = (TakeForm(a), TakeForm(b));
        if (string.Concat(a) != string.Concat(b)) return Likeness.None;
        return formOfA == formOfB ? Likeness.Normalised
            : formOfA.Length == 0 || formOfB.Length == 0 ? Likeness.WithoutForm
            : Likeness.None;
    }

    // full stops and apostrophes join what they stand between: A.B.C., O'Brien
    private static List<string> Words(string value)
    {
        var (words, word) = (new List<string>(), new StringBuilder());
        // half of a surrogate pair becomes a character that is none, since it cannot be normalised
        foreach (var c in string.Concat(value.EnumerateRunes()).Normalize(NormalizationForm.FormKD).Replace("&", " and ", StringComparison.Ordinal))
        {
            if (char.IsLetterOrDigit(c)) word.Append(char.ToLowerInvariant(c));
            else if (c is not ('.' or '\'' or '’') && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark) End();
        }
        End();
        return words;

        void End()
        {
            if (word.Length > 0) words.Add(word.ToString());
            word.Clear();
        }
    }

    /// <summary>Takes the legal form off the end, spaced letters (L L C) too; something is always left of the name.</summary>
    private static string TakeForm(List<string> words)
    {
        var taken = "";
        for (var length = 1; length <= 4 && length < words.Count; length++)
        {
            if (!LegalForms.TryGetValue(string.Concat(words[^length..]), out var form)) continue;
            words.RemoveRange(words.Count - length, length);
            (taken, length) = (form + taken, 0);
        }
        return taken;
    }
}
