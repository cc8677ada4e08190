using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using MlConnector.Actors;
using MlConnector.Domain;
using MlConnector.Domain.Realms;
using MlConnector.Node.Http;
using MlConnector.Node.Settings;

namespace MlConnector.Node.Connect;

/// <summary>OAuth's authorization code flow: a person is sent to Intuit and comes back, and is told what came of it.</summary>
internal sealed class ConnectEndpoints(IConnector connector, ISecretSealer sealer, TimeProvider time, QuickBooksSettings quickBooks, ConnectLink link)
{
    private const string Scope = "com.intuit.quickbooks.accounting";

    public IResult Start(HttpContext context, string? realmId)
    {
        if (NotSetUp() is { } page) return page;
        RealmId? realm = null;
        if (!string.IsNullOrEmpty(realmId))
        {
            if (!RealmId.TryParse(realmId, out var id))
                return Page(StatusCodes.Status400BadRequest, "This link is not right", $"'{realmId}' is no company id: 1 to 20 digits are, as QuickBooks shows it under Account and settings.", null);
            realm = id;
        }
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Redirect(QueryHelpers.AddQueryString(quickBooks.AuthorizeUrl.AbsoluteUri, new Dictionary<string, string?>
        {
            ["client_id"] = quickBooks.Api.ClientId,
            ["response_type"] = "code",
            ["scope"] = Scope,
            ["redirect_uri"] = RedirectUrl,
            ["state"] = sealer.Seal(AuthorizationRequest.New(realm, time.GetUtcNow()).ToText()).Value,
        }));
    }

    public async Task<IResult> ReturnAsync(string? state, string? code, string? realmId, string? error, CancellationToken ct)
    {
        if (NotSetUp() is { } page) return page;
        if (Open(state) is not { } request)
            return Again(StatusCodes.Status400BadRequest, "This is no answer to a question of ours", "The connection was not started here, or its address was cut on the way. Nothing was changed.", null);
        if (request.IsExpired(time.GetUtcNow()))
            return Again(StatusCodes.Status400BadRequest, "That took too long", $"For safety a connection must be finished within {AuthorizationRequest.Lifetime.TotalMinutes:0} minutes. Nothing was changed.", request.Realm);
        if (!await connector.UseOnceAsync(request, ct))
            return Again(StatusCodes.Status409Conflict, "This was answered before", "Each connection can be finished once, and this one was, or was tried. If the company is not connected, start again.", request.Realm);
        if (!string.IsNullOrEmpty(error)) return Declined(error, request.Realm);
        if (string.IsNullOrEmpty(code) || !RealmId.TryParse(realmId, out var realm))
            return Again(StatusCodes.Status400BadRequest, "Intuit's answer is incomplete", "It does not say which company was chosen, or brings no code. Nothing was changed.", request.Realm);
        if (!request.Admits(realm))
        {
            return Again(StatusCodes.Status409Conflict, "That is another company",
                $"This link connects company {request.Realm}, but company {realm} was chosen at Intuit. Nothing was changed. Start again and choose company {request.Realm}.", request.Realm);
        }
        return await AuthorizeAsync(realm, code, ct);
    }

    private async Task<IResult> AuthorizeAsync(RealmId realm, string code, CancellationToken ct)
    {
        AuthorizationReply reply;
        try
        {
            reply = await connector.AuthorizeAsync(realm, code, RedirectUrl, ct);
        }
        catch (TimeoutException)
        {
            reply = new AuthorizationReply(AuthorizationOutcome.Unconfirmed, null, null);
        }
        var company = string.IsNullOrEmpty(reply.Company) ? $"Company {realm}" : $"{reply.Company} (company {realm})";
        return reply.Outcome switch
        {
            AuthorizationOutcome.Connected => Page(StatusCodes.Status200OK, "Connected", $"{company} is connected to QuickBooks Online. You may close this page.", null),
            AuthorizationOutcome.AwaitsSettings => Page(StatusCodes.Status200OK, "Connected, one step is left",
                $"{company} is authorized. Now an operator has to say where its payables go: PUT /api/connections/{realm}.", null),
            AuthorizationOutcome.Unconfirmed => Page(StatusCodes.Status202Accepted, "Almost connected",
                $"Intuit agreed, but QuickBooks has not confirmed company {realm} yet. That is tried again by itself: look at its status in a few minutes, and start again only if it still says that it must be connected.", null),
            _ => Again(StatusCodes.Status502BadGateway, "QuickBooks did not agree", $"Company {realm} was not connected, and nothing was changed. {reply.Reason}", realm),
        };
    }

    private HtmlPage Declined(string error, RealmId? realm) => error == "access_denied"
        ? Again(StatusCodes.Status403Forbidden, "Not connected", "You, or Intuit for you, said no. Nothing was changed. Only an administrator of the company can connect it.", realm)
        : Again(StatusCodes.Status502BadGateway, "Intuit refused", $"Intuit answered '{error}'. Nothing was changed. If it stays, the settings of the Intuit app do not fit this node's.", realm);

    private AuthorizationRequest? Open(string? state)
    {
        if (string.IsNullOrEmpty(state)) return null;
        try
        {
            return AuthorizationRequest.Parse(sealer.Open(new SealedSecret(state)));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private string RedirectUrl => quickBooks.RedirectUrl!.AbsoluteUri;

    private HtmlPage? NotSetUp() => quickBooks is { RedirectUrl: not null, Api: { ClientId: not "", ClientSecret: not "" } }
        ? null
        : Page(StatusCodes.Status503ServiceUnavailable, "This node cannot connect companies yet",
            "An operator has to set MlConnector:QuickBooks:ClientId, ClientSecret and RedirectUrl, as Intuit's developer portal shows them for the app.", null);

    private HtmlPage Again(int status, string title, string text, RealmId? realm) => Page(status, title, text, (link.For(realm), "Start again"));

    private static HtmlPage Page(int status, string title, string text, (string, string)? link) => ConnectPage.Of(status, title, text, link);
}
