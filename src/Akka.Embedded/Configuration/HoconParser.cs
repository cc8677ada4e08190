using System.Text;

namespace Akka.Configuration;

/// <summary>Reads HOCON as settings files use it: objects, lists, texts, comments. Substitutions and includes are refused.</summary>
internal sealed class HoconParser(string text)
{
    private int _at;

    internal HoconObject Parse()
    {
        SkipBlank();
        var braced = TryTake('{');
        var root = ParseMembers(braced);
        SkipBlank();
        if (_at < text.Length) throw Fault("nothing more is expected here");
        return root;
    }

    internal static string[] SplitPath(string path)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        var quoted = false;
        foreach (var c in path)
        {
            if (c == '"') quoted = !quoted;
            else if (c == '.' && !quoted)
            {
                parts.Add(part.ToString().Trim());
                part.Clear();
            }
            else part.Append(c);
        }
        parts.Add(part.ToString().Trim());
        return [.. parts];
    }

    private HoconObject ParseMembers(bool braced)
    {
        var members = new HoconObject();
        while (true)
        {
            SkipBlank(commas: true);
            if (_at == text.Length)
            {
                return braced ? throw Fault("a } is missing") : members;
            }
            if (TryTake('}')) return braced ? members : throw Fault("this } closes nothing");
            var path = SplitPath(TakeKey());
            SkipBlank();
            if (!TryTake('=') && !TryTake(':') && Peek != '{') throw Fault($"after '{string.Join('.', path)}' a =, : or {{ is expected");
            SkipBlank();
            members.Set(path, ParseValue());
        }
    }

    private object ParseValue()
    {
        if (TryTake('{')) return ParseMembers(braced: true);
        if (TryTake('[')) return ParseList();
        return TakeText("}],");
    }

    private List<object> ParseList()
    {
        var items = new List<object>();
        while (true)
        {
            SkipBlank(commas: true);
            if (_at == text.Length) throw Fault("a ] is missing");
            if (TryTake(']')) return items;
            items.Add(ParseValue());
        }
    }

    private string TakeKey()
    {
        var start = _at;
        while (_at < text.Length && text[_at] is not ('=' or ':' or '{' or '\n' or '}'))
        {
            if (text[_at] == '"') TakeQuoted();
            else _at++;
        }
        var key = text[start.._at].Trim();
        return key.Length > 0 && !key.StartsWith("include ", StringComparison.Ordinal) ? key : throw Fault("a name is expected");
    }

    // quoted and plain pieces on one line make one text
    private string TakeText(string ends)
    {
        var value = new StringBuilder();
        while (_at < text.Length && text[_at] is not ('\n' or '\r' or '#') && !ends.Contains(text[_at]) && !AtComment)
        {
            if (text[_at] == '"') value.Append(TakeQuoted());
            else if (text[_at] == '$' && _at + 1 < text.Length && text[_at + 1] == '{') throw Fault("substitutions are not supported");
            else value.Append(text[_at++]);
        }
        return value.ToString().Trim();
    }

    private string TakeQuoted()
    {
        if (text.AsSpan(_at).StartsWith("\"\"\""))
        {
            var end = text.IndexOf("\"\"\"", _at + 3, StringComparison.Ordinal);
            if (end < 0) throw Fault("the text is not closed");
            var raw = text[(_at + 3)..end];
            _at = end + 3;
            return raw;
        }
        var value = new StringBuilder();
        for (_at++; ; _at++)
        {
            if (_at >= text.Length || text[_at] == '\n') throw Fault("the text is not closed");
            if (text[_at] == '"') break;
            if (text[_at] != '\\')
            {
                value.Append(text[_at]);
                continue;
            }
            _at++;
            value.Append(_at < text.Length ? text[_at] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var c => c } : throw Fault("the text is not closed"));
        }
        _at++;
        return value.ToString();
    }

    private char Peek => _at < text.Length ? text[_at] : '\0';

    private bool AtComment => text.AsSpan(_at).StartsWith("//");

    private bool TryTake(char c)
    {
        if (Peek != c) return false;
        _at++;
        return true;
    }

    private void SkipBlank(bool commas = false)
    {
        while (_at < text.Length)
        {
            if (char.IsWhiteSpace(text[_at]) || text[_at] == '\uFEFF' || commas && text[_at] == ',') _at++;
            else if (text[_at] == '#' || AtComment) _at = text.IndexOf('\n', _at) is var end and >= 0 ? end : text.Length;
            else return;
        }
    }

    private ConfigurationException Fault(string what) => new($"HOCON, line {text.AsSpan(0, Math.Min(_at, text.Length)).Count('\n') + 1}: {what}.");
}
