using System.Buffers;
using Microsoft.AspNetCore.Http.Features;
using MlConnector.Actors;
using MlConnector.Node.Http;
using MlConnector.Node.Settings;
using MlConnector.QuickBooks.Webhooks;

namespace MlConnector.Node.Webhooks;

/// <summary>
/// Takes Intuit's webhooks. Whatever is signed is answered 200 once it is durable, understood or not: Intuit holds back all
/// events of all companies after one body that was refused.
/// </summary>
internal sealed class WebhookEndpoint(IConnector connector, QuickBooksSettings quickBooks, TimeProvider time, ILogger<WebhookEndpoint> log)
{
    private const int MaxSize = 16 * 1024 * 1024;

    private readonly WebhookSignature? _signature = quickBooks.WebhookVerifierToken is { } token ? new WebhookSignature(token) : null;

    public async Task<IResult> ReceiveAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxSize;
        var body = await ReadAsync(request, ct);
        if (_signature is null || !_signature.IsOf(body.Span, request.Headers[WebhookSignature.Header]))
        {
            log.Unsigned(_signature is null ? "MlConnector:QuickBooks:WebhookVerifierToken is not set" : "its signature is missing or wrong");
            return Problems.Of(StatusCodes.Status401Unauthorized, $"The header {WebhookSignature.Header} is missing or does not fit the body and the app's verifier token.");
        }
        var webhook = WebhookReader.Read(body, time.GetUtcNow());
        var reply = await connector.NotifyAsync(webhook.Notices, ct);
        WebhookMeter.Count(webhook, reply);
        log.Taken(webhook.Events, reply.Fresh, reply.Duplicates, webhook.Unknown, reply.NotConnected);
        return TypedResults.Ok();
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        while (true)
        {
            var result = await request.BodyReader.ReadAsync(ct);
            if (result.IsCompleted)
            {
                var body = result.Buffer.ToArray();
                request.BodyReader.AdvanceTo(result.Buffer.End);
                return body;
            }
            request.BodyReader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }
}
