using System.Net;
using System.Text;

namespace MlConnector.Node.Http;

/// <summary>A page that stands by itself: no script, nothing from elsewhere.</summary>
/// <param name="body">HTML; whatever comes from elsewhere is encoded in it.</param>
internal sealed class HtmlPage(int status, string title, string body, string width = "34em") : IResult
{
    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    public Task ExecuteAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        // an address may hold an authorization's code
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
        <body style="font:1.1em/1.5 sans-serif;max-width:{width};margin:4em auto;padding:0 1em">
        <h1>{Encode(title)}</h1>
        {body}
        </body>
        </html>
        """;
}
