using System.Collections.Concurrent;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.QuickBooks.Access;
using MlConnector.Sandbox.QuickBooks.Api;
using MlConnector.Sandbox.QuickBooks.Seed;
using MlConnector.Sandbox.QuickBooks.Webhooks;

namespace MlConnector.Sandbox.QuickBooks;

/// <summary>Intuit as an application sees it: companies, the consents for them, and the Accounting API.</summary>
public sealed class QuickBooksOnline
{
    private readonly ConcurrentDictionary<string, QuickBooksCompany> _companies = new();
    private readonly Grants _grants;
    private readonly QuickBooksApi _api;
    private readonly TimeProvider _time;

    internal QuickBooksOnline(TimeProvider time)
    {
        _time = time;
        Webhooks = new WebhookSender(Settings, time);
        _grants = new Grants(Settings, time);
        _api = new QuickBooksApi(this, _grants, new OAuthEndpoints(Settings, _grants, () => _companies.Keys.Order(StringComparer.Ordinal).FirstOrDefault()), time);
    }

    public QuickBooksSettings Settings { get; } = new();

    public WebhookSender Webhooks { get; }

    /// <summary>Where the sandbox listens, such as <c>http://127.0.0.1:7400</c>.</summary>
    public Uri Origin { get; internal set; } = new("http://127.0.0.1");

    public string ApiUrl => $"{Origin.GetLeftPart(UriPartial.Authority)}/quickbooks";
    public string TokenUrl => Origin.GetLeftPart(UriPartial.Authority) + OAuthEndpoints.TokenPath;
    public string AuthorizeUrl => Origin.GetLeftPart(UriPartial.Authority) + OAuthEndpoints.AuthorizePath;
    public string RevokeUrl => Origin.GetLeftPart(UriPartial.Authority) + OAuthEndpoints.RevokePath;

    public IReadOnlyCollection<QuickBooksCompany> Companies => [.. _companies.Values];

    public QuickBooksCompany this[string realmId] => Find(realmId) ?? throw new KeyNotFoundException($"There is no company {realmId}.");

    public QuickBooksCompany? Find(string realmId) => _companies.GetValueOrDefault(realmId);

    /// <summary>Makes a company; the same seed makes the same books.</summary>
    public QuickBooksCompany AddCompany(CompanySeed seed)
    {
        var company = CompanyBuilder.Build(seed, _time);
        if (!_companies.TryAdd(company.RealmId, company))
            throw new InvalidOperationException($"There is a company {company.RealmId} already.");
        company.Changed += Webhooks.Add;
        return company;
    }

    /// <summary>An administrator connects the realm: a refresh token such as the application would have got.</summary>
    public string Connect(string realmId) => _grants.Give(this[realmId].RealmId).RefreshToken;

    /// <summary>An access token of a consent of its own, for people with curl.</summary>
    public string AccessToken(string realmId) => _grants.Access(_grants.Give(this[realmId].RealmId)).AccessToken;

    /// <summary>The administrator disconnects the application: all tokens of the realm die.</summary>
    public void Disconnect(string realmId) => _grants.RevokeRealm(realmId);

    public void ExpireAccessTokens(string realmId) => _grants.ExpireAccess(realmId);

    internal ValueTask<Answer> AnswerAsync(Call call) => _api.AnswerAsync(call);
}
