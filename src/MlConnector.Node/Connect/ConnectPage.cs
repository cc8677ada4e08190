using System.Net;
using System.Text;

namespace MlConnector.Node.Connect;

/// <summary>A page in plain words, for the person who came from Intuit.</summary>
internal sealed class ConnectPage(int status, string title, string text, (string Url, string Text)? link = null) : IResult
{
    public Task ExecuteAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        // the address of this page holds the code
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        return response.WriteAsync(Html(), Encoding.UTF8);
    }

    private string Html() => $"""
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>{Encode(title)}</title>
        <body style="font:1.1em/1.5 sans-serif;max-width:34em;margin:4em auto;padding:0 1em">
        <h1>{Encode(title)}</h1>
        <p>{Encode(text)}</p>
        {(link is { } l ? $"""<p><a href="{Encode(l.Url)}">{Encode(l.Text)}</a></p>""" : "")}
        </body>
        </html>
        """;

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
