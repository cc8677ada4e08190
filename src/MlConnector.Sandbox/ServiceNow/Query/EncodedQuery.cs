using System.Text;

namespace MlConnector.Sandbox.ServiceNow.Query;

internal sealed record EncodedCondition(string Field, string Operator, string Value);

/// <summary>A query of the Table API: a union of ANDs of ORs, and an order.</summary>
internal sealed class EncodedQuery
{
    private static readonly string[] Operators =
    [
        "ISNOTEMPTY", "ISEMPTY", "NOT IN", "NOT LIKE", "STARTSWITH", "ENDSWITH", "CONTAINS", "BETWEEN", "LIKE", "IN", "!=", ">=", "<=", "=", ">", "<",
    ];

    /// <summary>Each is a list of groups that must all hold; a group holds when one of its conditions does.</summary>
    public List<List<List<EncodedCondition>>> Union { get; } = [[]];

    public List<(string Field, bool Descending)> Order { get; } = [];

    public static EncodedQuery Parse(string text)
    {
        var query = new EncodedQuery();
        foreach (var term in Terms(text))
            query.Add(term);
        return query;
    }

    private void Add(string term)
    {
        var isOr = false;
        if (term.StartsWith("ORDERBYDESC", StringComparison.Ordinal))
            Order.Add((term[11..], true));
        else if (term.StartsWith("ORDERBY", StringComparison.Ordinal))
            Order.Add((term[7..], false));
        else if (term.Length > 0 && term != "EQ")
        {
            if (term.StartsWith("NQ", StringComparison.Ordinal))
            {
                Union.Add([]);
                term = term[2..];
            }
            else if (term.StartsWith("OR", StringComparison.Ordinal))
            {
                isOr = true;
                term = term[2..];
            }

            var condition = Condition(term);
            var all = Union[^1];
            if (isOr && all.Count > 0)
                all[^1].Add(condition);
            else
                all.Add([condition]);
        }
    }

    /// <summary>Splits at <c>^</c>; a doubled one is the character itself.</summary>
    private static IEnumerable<string> Terms(string text)
    {
        var term = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '^')
                term.Append(text[i]);
            else if (i + 1 < text.Length && text[i + 1] == '^')
            {
                term.Append('^');
                i++;
            }
            else
            {
                yield return term.ToString();
                term.Clear();
            }
        }

        yield return term.ToString();
    }

    private static EncodedCondition Condition(string term)
    {
        var end = 0;
        while (end < term.Length && (char.IsAsciiLetterLower(term[end]) || char.IsAsciiDigit(term[end]) || term[end] is '_' or '.'))
            end++;
        foreach (var op in Operators)
        {
            if (end > 0 && term.AsSpan(end).StartsWith(op, StringComparison.Ordinal))
                return new EncodedCondition(term[..end], op, term[(end + op.Length)..]);
        }

        return new EncodedCondition(term, "", "");
    }
}
