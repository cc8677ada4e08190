using System.Text;
using System.Text.Json;

namespace MlConnector.ServiceNow.Profiles;

/// <summary>A JSON value that knows on which line it stands, so that a fault can be found.</summary>
/// <param name="Members">Of an object; of an array, its items without names.</param>
internal sealed record LocatedJson(JsonTokenType Type, int Line, string? Text, IReadOnlyList<LocatedMember> Members)
{
    public static LocatedJson Parse(ReadOnlySpan<byte> content)
    {
        // some editors put it in front of a file
        if (content.StartsWith(Encoding.UTF8.Preamble)) content = content[Encoding.UTF8.Preamble.Length..];
        var reader = new Utf8JsonReader(content, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        reader.Read();
        var value = Read(ref reader, content);
        // reads what is left, of which there must be nothing
        reader.Read();
        return value;
    }

    private static LocatedJson Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> content)
    {
        var line = LineAt(content, reader.TokenStartIndex);
        var type = reader.TokenType;
        switch (type)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                var members = new List<LocatedMember>();
                while (reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
                {
                    var (name, at) = ("", LineAt(content, reader.TokenStartIndex));
                    if (type == JsonTokenType.StartObject)
                    {
                        name = TextOf(ref reader, at);
                        reader.Read();
                    }
                    members.Add(new LocatedMember(name, at, Read(ref reader, content)));
                }
                return new LocatedJson(type, line, null, members);
            case JsonTokenType.String:
                return new LocatedJson(type, line, TextOf(ref reader, line), []);
            default:
                return new LocatedJson(type, line, Encoding.UTF8.GetString(reader.ValueSpan), []);
        }
    }

    private static string TextOf(ref Utf8JsonReader reader, int line)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException(e.Message, null, line - 1, null, e);
        }
    }

    private static int LineAt(ReadOnlySpan<byte> content, long index) => content[..(int)index].Count((byte)'\n') + 1;
}

internal sealed record LocatedMember(string Name, int Line, LocatedJson Value);
