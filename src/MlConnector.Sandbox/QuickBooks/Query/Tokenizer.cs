using System.Text;

namespace MlConnector.Sandbox.QuickBooks.Query;

internal enum TokenKind { Word, Text, Symbol, End }

internal readonly record struct Token(TokenKind Kind, string Value, int Column)
{
    public bool Is(string word) => Kind is TokenKind.Word or TokenKind.Symbol && Value.Equals(word, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Kind switch
    {
        TokenKind.End => "<EOF>",
        TokenKind.Text => $"<STRING> \"'{Value}'\"",
        TokenKind.Word => $"<IDENTIFIER> \"{Value}\"",
        _ => Value,
    };
}

/// <summary>Splits a statement into words, quoted values (<c>\'</c> is an apostrophe in one) and symbols.</summary>
internal static class Tokenizer
{
    public static List<Token> Split(string text)
    {
        var tokens = new List<Token>();
        var i = 0;
        while (i < text.Length)
        {
            var c = text[i];
            var column = i + 1;
            if (char.IsWhiteSpace(c))
                i++;
            else if (c == '\'')
                tokens.Add(new(TokenKind.Text, Quoted(text, ref i), column));
            else if (char.IsLetterOrDigit(c) || c is '_' or '-')
                tokens.Add(new(TokenKind.Word, Word(text, ref i), column));
            else if (i + 1 < text.Length && text.AsSpan(i, 2) is "<=" or ">=" or "!=")
                tokens.Add(new(TokenKind.Symbol, text[i..(i += 2)], column));
            else
                tokens.Add(new(TokenKind.Symbol, text[i++].ToString(), column));
        }

        tokens.Add(new(TokenKind.End, "", text.Length + 1));
        return tokens;
    }

    private static string Word(string text, ref int i)
    {
        var start = i;
        while (i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] is '_' or '.' or '-'))
            i++;
        return text[start..i];
    }

    private static string Quoted(string text, ref int i)
    {
        var start = i;
        var value = new StringBuilder();
        for (i++; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '\'' or '\\')
                value.Append(text[++i]);
            else if (text[i] == '\'')
            {
                i++;
                return value.ToString();
            }
            else
                value.Append(text[i]);
        }

        throw new QueryFault("4000", "Error parsing query", $"QueryParserError: Lexical error at line 1, column {start + 1}.");
    }
}
