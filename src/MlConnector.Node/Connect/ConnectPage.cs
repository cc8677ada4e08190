using MlConnector.Node.Http;

namespace MlConnector.Node.Connect;

/// <summary>Plain words for the person who came from Intuit.</summary>
internal static class ConnectPage
{
    public static HtmlPage Of(int status, string title, string text, (string Url, string Text)? link = null) => new(status, title, $"""
        <p>{HtmlPage.Encode(text)}</p>
        {(link is { } l ? $"""<p><a href="{HtmlPage.Encode(l.Url)}">{HtmlPage.Encode(l.Text)}</a></p>""" : "")}
        """);
}
