using MlConnector.Actors;
using MlConnector.Node.Http;
using QueryString = MlConnector.Node.Http.QueryString;

namespace MlConnector.Node.Reconcile;

internal sealed class ReconcileEndpoint(IConnector connector)
{
    public async Task<IResult> ReconcileAsync(string realmId, HttpRequest request, CancellationToken ct)
    {
        request.Query.RefuseUnknown();
        return await connector.ReconcileAsync(QueryString.Realm(realmId), ct) switch
        {
            null => Problems.NotConnected(realmId),
            { Report: { } report } => TypedResults.Ok(ReconcileAnswer.From(report)),
            var refused => Problems.Of(StatusCodes.Status502BadGateway, $"The books cannot be compared: {refused.Reason}"),
        };
    }
}
