using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace MlConnector.Sandbox.Http;

/// <summary>One request, read whole: both systems answer it as a function, so that a batch can hold calls too.</summary>
internal sealed class Call(string method, string path, string queryString, IHeaderDictionary headers, ReadOnlyMemory<byte> body)
{
    private Dictionary<string, StringValues>? _query;

    public string Method { get; } = method;
    public string Path { get; } = path;
    public string QueryString { get; } = queryString;
    public IHeaderDictionary Headers { get; } = headers;
    public ReadOnlyMemory<byte> Body { get; } = body;

    /// <summary>Scheme and authority that the client used.</summary>
    public string Origin { get; init; } = "";

    /// <summary>Where the client sees the ServiceNow instance: links in answers start with it.</summary>
    public string InstanceUrl { get; init; } = "";

    /// <summary>Set for a call inside a batch.</summary>
    public bool IsBatchItem { get; init; }

    /// <summary>What the call was, for the journal: set by whoever answers it.</summary>
    public string Kind { get; set; } = "other";

    /// <summary>The realm or the table that the call was about.</summary>
    public string Subject { get; set; } = "";

    public string? Param(string name)
    {
        _query ??= QueryHelpers.ParseQuery(QueryString);
        return _query.TryGetValue(name, out var values) ? values[0] : null;
    }

    public string Text => System.Text.Encoding.UTF8.GetString(Body.Span);

    public static async Task<Call> ReadAsync(HttpContext http, string pathPrefix)
    {
        var request = http.Request;
        ReadOnlyMemory<byte> body = default;
        if (request.ContentLength is > 0)
        {
            var buffer = new byte[request.ContentLength.Value];
            await request.Body.ReadExactlyAsync(buffer);
            body = buffer;
        }
        else if (request.ContentLength is null && request.Headers.TransferEncoding.Count > 0)
        {
            using var buffer = new MemoryStream();
            await request.Body.CopyToAsync(buffer);
            body = buffer.ToArray();
        }

        var method = request.Headers.TryGetValue("X-HTTP-Method-Override", out var other) ? other.ToString() : request.Method;
        var origin = $"{request.Scheme}://{request.Host.Value}";
        return new Call(method, pathPrefix + request.Path.Value, request.QueryString.Value ?? "", request.Headers, body)
        {
            Origin = origin,
            InstanceUrl = pathPrefix.Length > 0 ? origin : origin + "/servicenow",
        };
    }
}
