using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using MlConnector.Node.Json;

namespace MlConnector.Node.Http;

/// <summary>Every failure as RFC 9457 problem details: what is wrong, and what would be right.</summary>
internal static class Problems
{
    public static ProblemHttpResult Of(int status, string detail) =>
        TypedResults.Problem(detail, statusCode: status, title: ReasonPhrases.GetReasonPhrase(status));

    public static ProblemHttpResult NotConnected(string realmId) => Of(
        StatusCodes.Status404NotFound,
        $"Realm {realmId} is not connected. Connect it with PUT /api/connections/{realmId}; GET /api/connections lists those that are.");

    public static ValidationProblem Invalid(JsonFaults faults, string what) => TypedResults.ValidationProblem(
        faults.ToErrors(), title: "Bad Request", detail: $"The {what} is not as it should be; errors says for each JSON path what would be.");

    /// <summary>Turns what went wrong outside the endpoints into problem details too.</summary>
    public static void UseProblemDetails(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = context => Of(context.Features.Get<IExceptionHandlerFeature>()!.Error).ExecuteAsync(context),
            // what a caller did wrong is told to the caller, and is no fault of the node
            SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
        });
        app.UseStatusCodePages(pages =>
        {
            var (request, status) = (pages.HttpContext.Request, pages.HttpContext.Response.StatusCode);
            return Of(status, DetailOf(status, request)).ExecuteAsync(pages.HttpContext);
        });
    }

    private static ProblemHttpResult Of(Exception fault) => fault switch
    {
        BadHttpRequestException bad => Of(bad.StatusCode, bad.Message),
        TimeoutException slow => Of(StatusCodes.Status503ServiceUnavailable, slow.Message),
        _ => Of(StatusCodes.Status500InternalServerError, "The node failed at this request; its log says how. Trying again is safe."),
    };

    private static string DetailOf(int status, HttpRequest request) => status switch
    {
        StatusCodes.Status404NotFound => $"There is nothing at {request.Path}. The calls are listed in README.md.",
        StatusCodes.Status405MethodNotAllowed => $"{request.Method} is not taken at {request.Path}; the Allow header names what is.",
        _ => $"The node answered {request.Method} {request.Path} with {status}.",
    };
}
