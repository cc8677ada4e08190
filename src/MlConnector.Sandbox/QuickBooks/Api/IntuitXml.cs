using System.Text.Json.Nodes;
using System.Xml.Linq;
using MlConnector.Sandbox.Http;

namespace MlConnector.Sandbox.QuickBooks.Api;

/// <summary>A client that does not ask for JSON gets XML: the same content in Intuit's notation.</summary>
internal static class IntuitXml
{
    private static readonly XNamespace Space = "http://schema.intuit.com/finance/v3";

    public static bool IsWanted(Call call)
    {
        var accept = call.Headers.Accept.ToString();
        return call.Param("format") != "json" && !accept.Contains("json", StringComparison.OrdinalIgnoreCase) && !accept.Contains("*/*", StringComparison.Ordinal);
    }

    public static Answer Of(Answer json)
    {
        if (json.ContentType != Answer.Json || JsonAnswer.ParseObject(json.Body) is not { } body)
            return json;
        var root = new XElement(Space + "IntuitResponse");
        foreach (var (name, value) in body)
        {
            if (name == "time")
                root.SetAttributeValue(name, value?.ToString());
            else
                root.Add(Elements(name, value));
        }

        var xml = Answer.Text(json.Status, Answer.Xml, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + root.ToString(SaveOptions.DisableFormatting));
        xml.Headers.AddRange(json.Headers);
        return xml;
    }

    private static IEnumerable<XElement> Elements(string name, JsonNode? value) => value switch
    {
        JsonArray items => items.SelectMany(i => Elements(name, i)),
        JsonObject content => [Element(name, content)],
        _ => [new XElement(Space + name, value?.ToString())],
    };

    private static XElement Element(string name, JsonObject content)
    {
        var element = new XElement(Space + name);
        foreach (var (key, value) in content)
        {
            if (key is "domain" or "sparse" or "status" or "code" or "type" or "startPosition" or "maxResults" or "totalCount" or "bId"
                || key == "name" && content.ContainsKey("value"))
                element.SetAttributeValue(key, value?.ToString());
            else if (key == "value")
                element.Add(value?.ToString());
            else
                element.Add(Elements(key, value));
        }

        return element;
    }
}
