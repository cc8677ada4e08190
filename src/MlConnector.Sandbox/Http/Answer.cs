using System.Text;
using Microsoft.AspNetCore.Http;

namespace MlConnector.Sandbox.Http;

/// <summary>One answer, whole, before it goes out: faults may still change it.</summary>
internal sealed class Answer(int status, string? contentType, ReadOnlyMemory<byte> body)
{
    public const string Json = "application/json;charset=UTF-8";
    public const string Html = "text/html;charset=UTF-8";
    public const string Xml = "application/xml;charset=UTF-8";

    public int Status { get; } = status;
    public string? ContentType { get; } = contentType;
    public ReadOnlyMemory<byte> Body { get; } = body;
    public List<KeyValuePair<string, string>> Headers { get; } = [];

    /// <summary>The connection is dropped instead of an answer.</summary>
    public bool Dropped { get; init; }

    /// <summary>The declared length stays that of the whole body while less of it is sent.</summary>
    public int? SendOnly { get; init; }

    public static Answer Text(int status, string contentType, string text) => new(status, contentType, Encoding.UTF8.GetBytes(text));

    public static Answer Empty(int status) => new(status, null, default);

    public Answer With(string header, string value)
    {
        Headers.Add(new(header, value));
        return this;
    }

    public async Task WriteAsync(HttpContext http)
    {
        if (Dropped)
        {
            http.Abort();
            return;
        }

        var response = http.Response;
        response.StatusCode = Status;
        if (ContentType is not null)
            response.ContentType = ContentType;
        foreach (var (name, value) in Headers)
        {
            if (name == "Set-Cookie")
                response.Headers.Append(name, value);
            else
                response.Headers[name] = value;
        }

        if (Status is 204 or 304)
            return;
        response.ContentLength = Body.Length;
        if (SendOnly is { } part && part < Body.Length)
        {
            await response.BodyWriter.WriteAsync(Body[..part]);
            await response.BodyWriter.FlushAsync();
            http.Abort();
            return;
        }

        if (Body.Length > 0 && http.Request.Method != "HEAD")
            await response.BodyWriter.WriteAsync(Body);
    }
}
