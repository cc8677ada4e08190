using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace MlConnector.Node.Json;

/// <summary>Reads a request's body as one JSON document of bounded size.</summary>
internal static class JsonBody
{
    public const int MaxSize = 256 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <exception cref="BadHttpRequestException">It is no JSON, or holds text that is none, or too large, or called something else.</exception>
    public static async Task<JsonDocument> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (!request.HasJsonContentType())
            throw new BadHttpRequestException($"The content type is {request.ContentType ?? "missing"}; application/json belongs here.", StatusCodes.Status415UnsupportedMediaType);
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxSize;
        try
        {
            var document = await JsonDocument.ParseAsync(request.Body, Strict, ct);
            ReadTexts(document.RootElement);
            return document;
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException($"The body is not the JSON it should be: {e.Message}", StatusCodes.Status400BadRequest, e);
        }
        catch (InvalidOperationException e)
        {
            throw new BadHttpRequestException("The body holds text that is no Unicode, such as half of a surrogate pair.", StatusCodes.Status400BadRequest, e);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw new BadHttpRequestException($"The body is too large; up to {MaxSize / 1024} KiB are allowed.", e.StatusCode, e);
        }
    }

    // the parser leaves what stands in names and texts until it is read
    private static void ReadTexts(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    _ = member.Name;
                    ReadTexts(member.Value);
                }
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray()) ReadTexts(item);
                break;
            case JsonValueKind.String:
                _ = element.GetString();
                break;
        }
    }
}
