using System.Globalization;
using MlConnector.Sandbox.QuickBooks.Books;

namespace MlConnector.Sandbox.QuickBooks.Query;

/// <summary>Reads the query language: one entity, conditions joined by AND, no OR, all values quoted but booleans.</summary>
internal sealed class QueryParser
{
    public const int DefaultMax = 100;
    public const int LargestMax = 1000;

    private readonly List<Token> _tokens;
    private int _at;

    private QueryParser(string text) => _tokens = Tokenizer.Split(text);

    public static Statement Parse(string text) => new QueryParser(text).Statement();

    private Token Here => _tokens[_at];

    private Statement Statement()
    {
        Expect("select");
        var count = Selection();
        Expect("from");
        var entity = EntityType.Find(Here.Value) ?? throw QueryFault.Invalid($"Entity {Here.Value} not found");
        _at++;

        var where = new List<Condition>();
        if (Take("where"))
        {
            do
            {
                where.Add(Condition(entity));
            }
            while (Take("and"));
        }

        var (orderBy, descending) = Order(entity);
        var start = 1;
        var max = DefaultMax;
        while (Here.Kind != TokenKind.End)
        {
            if (Take("startposition"))
                start = Math.Max(1, Number());
            else if (Take("maxresults"))
                max = Number();
            else
                throw QueryFault.Parse(Here.ToString(), Here.Column);
        }

        if (max > LargestMax)
            throw QueryFault.Invalid($"value {max} is too large. Max allowed value is {LargestMax}.");
        return new Statement(entity, count, where, orderBy, descending, start, max);
    }

    private bool Selection()
    {
        if (Take("*"))
            return false;
        if (Take("count"))
        {
            Expect("(");
            Expect("*");
            Expect(")");
            return true;
        }

        // Named properties are accepted, and whole objects come back all the same.
        do
        {
            if (Here.Kind != TokenKind.Word || Here.Is("from"))
                throw QueryFault.Parse(Here.ToString(), Here.Column);
            _at++;
        }
        while (Take(","));
        return false;
    }

    private Condition Condition(EntityType entity)
    {
        var property = Property(entity);
        var op = Here.Value.ToUpperInvariant();
        if (op is not ("=" or "<" or ">" or "<=" or ">=" or "IN" or "LIKE"))
            throw QueryFault.Parse(Here.ToString(), Here.Column);
        if (property == "Id" && op is not ("=" or "IN"))
            throw QueryFault.Invalid($"Operator {op} is not supported for property Id");
        _at++;
        if (op != "IN")
            return new Condition(property, op, [Value()]);

        Expect("(");
        var values = new List<string>();
        do
        {
            values.Add(Value());
        }
        while (Take(","));
        Expect(")");
        return new Condition(property, op, values);
    }

    private (string?, bool) Order(EntityType entity)
    {
        if (!Take("orderby"))
        {
            if (!Here.Is("order"))
                return (null, false);
            _at++;
            Expect("by");
        }

        var property = Property(entity);
        var descending = Take("desc");
        if (!descending)
            Take("asc");
        return (property, descending);
    }

    private string Property(EntityType entity)
    {
        var token = Here;
        if (token.Kind != TokenKind.Word)
            throw QueryFault.Parse(token.ToString(), token.Column);
        _at++;
        return entity.Filterable(token.Value) ?? throw QueryFault.Invalid($"Property {token.Value} not found for Entity {entity.Name}");
    }

    private string Value()
    {
        var token = Here;
        if (token.Kind != TokenKind.Text && !token.Is("true") && !token.Is("false"))
            throw QueryFault.Parse(token.ToString(), token.Column);
        _at++;
        return token.Value;
    }

    private int Number()
    {
        var token = Here;
        if (!int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number))
            throw QueryFault.Parse(token.ToString(), token.Column);
        _at++;
        return number;
    }

    private bool Take(string word)
    {
        if (!Here.Is(word))
            return false;
        _at++;
        return true;
    }

    private void Expect(string word)
    {
        if (!Take(word))
            throw QueryFault.Parse(Here.ToString(), Here.Column);
    }
}
