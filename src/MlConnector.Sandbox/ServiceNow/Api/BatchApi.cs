using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using MlConnector.Sandbox.Http;

namespace MlConnector.Sandbox.ServiceNow.Api;

/// <summary>The Batch API: calls one after another, without rollback, until the quota is over.</summary>
internal sealed class BatchApi(ServiceNowSettings settings, TimeProvider time, Func<Call, ValueTask<Answer>> execute)
{
    public async ValueTask<Answer> HandleAsync(Call call)
    {
        if (JsonAnswer.ParseObject(call.Body) is not { } body || body["rest_requests"] is not JsonArray requests)
            return ServiceNowErrors.NotJson();

        var start = time.GetTimestamp();
        var serviced = new JsonArray();
        var unserviced = new JsonArray();
        foreach (var request in requests.OfType<JsonObject>())
        {
            var id = request["id"]?.ToString();
            if (unserviced.Count > 0 || time.GetElapsedTime(start) >= settings.BatchQuota)
            {
                unserviced.Add(id);
                continue;
            }

            var began = time.GetTimestamp();
            if (settings.BatchItemLatency > TimeSpan.Zero)
                await Task.Delay(settings.BatchItemLatency, time);
            var answer = await execute(Item(call, request));
            if (answer.Dropped)
                return answer;
            serviced.Add(Serviced(id, answer, time.GetElapsedTime(began)));
        }

        return JsonAnswer.Of(200, new JsonObject
        {
            ["batch_request_id"] = body["batch_request_id"]?.ToString(),
            ["serviced_requests"] = serviced,
            ["unserviced_requests"] = unserviced,
        });
    }

    private static Call Item(Call batch, JsonObject request)
    {
        var headers = new HeaderDictionary();
        foreach (var header in request["headers"] as JsonArray ?? [])
        {
            if (header?["name"]?.ToString() is { } name)
                headers[name] = header["value"]?.ToString();
        }

        var url = request["url"]?.ToString() ?? "";
        var query = url.IndexOf('?');
        return new Call(request["method"]?.ToString() ?? "GET", "/servicenow/" + Uri.UnescapeDataString(query < 0 ? url : url[..query]).TrimStart('/'),
            query < 0 ? "" : url[query..], headers, request["body"]?.ToString() is { Length: > 0 } encoded ? Convert.FromBase64String(encoded) : default)
        {
            Origin = batch.Origin,
            InstanceUrl = batch.InstanceUrl,
            IsBatchItem = true,
        };
    }

    private static JsonObject Serviced(string? id, Answer answer, TimeSpan took) => new()
    {
        ["id"] = id,
        ["body"] = Convert.ToBase64String(answer.Body.Span),
        ["status_code"] = answer.Status,
        ["status_text"] = ReasonPhrases.GetReasonPhrase(answer.Status),
        ["headers"] = new JsonArray([.. answer.Headers.Select(h => new JsonObject { ["name"] = h.Key, ["value"] = h.Value })]),
        ["execution_time"] = (long)took.TotalMilliseconds,
    };
}
