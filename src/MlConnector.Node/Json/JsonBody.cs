using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace MlConnector.Node.Json;

/// <summary>Reads a request's body as one JSON document of bounded size.</summary>
internal static class JsonBody
{
    public const int MaxSize = 256 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <exception cref="BadHttpRequestException">It is no JSON, or too large, or called something else.</exception>
    public static async Task<JsonDocument> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (!request.HasJsonContentType())
            throw new BadHttpRequestException($"The content type is {request.ContentType ?? "missing"}; application/json belongs here.", StatusCodes.Status415UnsupportedMediaType);
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxSize;
        try
        {
            return await JsonDocument.ParseAsync(request.Body, Strict, ct);
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException($"The body is not the JSON it should be: {e.Message}", StatusCodes.Status400BadRequest, e);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw new BadHttpRequestException($"The body is too large; up to {MaxSize / 1024} KiB are allowed.", e.StatusCode, e);
        }
    }
}
