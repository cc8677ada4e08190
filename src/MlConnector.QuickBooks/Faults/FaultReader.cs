using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace MlConnector.QuickBooks.Faults;

/// <summary>Finds the fault in an answer, in any of the shapes in which Intuit's gateways and services write one.</summary>
internal static partial class FaultReader
{
    /// <summary>None where the answer holds no fault.</summary>
    public static IntuitFault? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) return null;
        if (Member(root, "Fault") is { ValueKind: JsonValueKind.Object } fault) return OfFault(fault);
        if (Member(root, "error") is { ValueKind: JsonValueKind.String } error) return Of(error.GetString(), null, Text(root, "error_description"));
        // the newest gateway puts code and type at the top
        if (Member(root, "code") is { ValueKind: JsonValueKind.String } code && Member(root, "type") is not null) return Of(code.GetString(), Text(root, "type"), Text(root, "message"));
        return null;
    }

    public static IntuitFault? ReadXml(ReadOnlyMemory<byte> body)
    {
        if (body.Span.IndexOf("Fault"u8) < 0) return null;
        try
        {
            using var stream = new MemoryStream(body.ToArray(), writable: false);
            using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var fault = XDocument.Load(reader).Descendants().FirstOrDefault(e => e.Name.LocalName == "Fault");
            var error = fault?.Elements().FirstOrDefault(e => e.Name.LocalName == "Error");
            return error is null ? null : Of(
                error.Attribute("code")?.Value,
                fault!.Attribute("type")?.Value,
                error.Elements().FirstOrDefault(e => e.Name.LocalName == "Message")?.Value);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static IntuitFault OfFault(JsonElement fault)
    {
        var type = Text(fault, "type");
        if (Member(fault, "Error") is not { ValueKind: JsonValueKind.Array } errors) return new IntuitFault(null, null, type, null);
        IntuitFault? first = null;
        foreach (var error in errors.EnumerateArray())
        {
            var read = Of(Text(error, "code"), type, Text(error, "Message"));
            // of several errors the one that tells us what to do
            if (FaultTable.Knows(read.Code)) return read;
            first ??= read;
        }
        return first ?? new IntuitFault(null, null, type, null);
    }

    private static IntuitFault Of(string? code, string? type, string? message)
    {
        if (int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return new IntuitFault(number, null, type, message);
        var named = FaultTable.CodeOf(code) ?? (ErrorCode().Match(message ?? "") is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null);
        return new IntuitFault(named, code, type, message);
    }

    private static string? Text(JsonElement parent, string name) => Member(parent, name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    // services write Fault and Error, gateways fault and error
    private static JsonElement? Member(JsonElement parent, string name)
    {
        if (parent.ValueKind != JsonValueKind.Object) return null;
        foreach (var property in parent.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Null && property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return property.Value;
        }
        return null;
    }

    [GeneratedRegex("errorCode=0*([0-9]{1,8})")]
    private static partial Regex ErrorCode();
}
