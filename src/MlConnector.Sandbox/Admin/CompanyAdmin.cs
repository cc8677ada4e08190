using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.QuickBooks;
using MlConnector.Sandbox.QuickBooks.Seed;

namespace MlConnector.Sandbox.Admin;

/// <summary>A bookkeeper's work by HTTP, without tokens: <c>/sandbox/companies/…</c>.</summary>
internal sealed class CompanyAdmin(QuickBooksOnline quickBooks)
{
    public Answer Handle(Call call, string[] path) => (call.Method, path) switch
    {
        ("GET", []) => JsonAnswer.Of(200, new JsonArray([.. quickBooks.Companies.Select(Describe)])),
        ("POST", []) => JsonAnswer.Of(201, Connected(quickBooks.AddCompany(
            JsonSerializer.Deserialize<CompanySeed>(call.Body.Length == 0 ? "{}"u8 : call.Body.Span, Settings.Json)!))),
        (_, [var realm, .. var rest]) => Handle(call, quickBooks[realm], rest),
        _ => AdminApi.NoSuchPage(),
    };

    private Answer Handle(Call call, QuickBooksCompany company, string[] path) => (call.Method, path) switch
    {
        ("GET", []) => JsonAnswer.Of(200, Summary.Company(company)),
        ("POST", ["connect"]) => JsonAnswer.Of(200, Connected(company)),
        ("POST", ["disconnect"]) => AdminApi.Done(() => quickBooks.Disconnect(company.RealmId)),
        ("POST", ["expire"]) => AdminApi.Done(() => quickBooks.ExpireAccessTokens(company.RealmId)),
        ("POST", ["activity"]) => JsonAnswer.Of(200, new JsonArray([.. new Activity(company, Number(call, "seed", 1)).Do(Number(call, "count", 10)).Select(a => (JsonNode)a)])),
        ("GET", [var type]) => JsonAnswer.Of(200, new JsonArray([.. company.Ids(type).Select(id => (JsonNode)id)])),
        ("POST", [var type]) => JsonAnswer.Of(201, company.Create(type, Body(call))),
        ("GET", [var type, var id]) => JsonAnswer.Of(200, company.Read(type, id)),
        ("PATCH", [var type, var id]) => JsonAnswer.Of(200, company.Edit(type, id, o => Merge(o, Body(call)))),
        ("DELETE", [var type, var id]) => AdminApi.Done(() => company.Delete(type, id)),
        ("POST", [var type, var id, "void"]) => JsonAnswer.Of(200, company.Void(type, id)),
        ("POST", [var type, var id, "inactivate"]) => JsonAnswer.Of(200, company.Inactivate(type, id)),
        ("POST", ["Vendor", var id, "merge"]) => AdminApi.Done(() => company.MergeVendors(id, call.Param("into") ?? throw new ArgumentException("?into=id is missing."))),
        _ => AdminApi.NoSuchPage(),
    };

    private static JsonNode Describe(QuickBooksCompany company) => new JsonObject { ["realmId"] = company.RealmId, ["name"] = company.Name };

    private JsonObject Connected(QuickBooksCompany company) => new()
    {
        ["realmId"] = company.RealmId,
        ["name"] = company.Name,
        ["refreshToken"] = quickBooks.Connect(company.RealmId),
        ["accessToken"] = quickBooks.AccessToken(company.RealmId),
    };

    private static JsonObject Body(Call call) => JsonAnswer.ParseObject(call.Body) ?? throw new ArgumentException("The body must be a JSON object.");

    private static void Merge(JsonObject target, JsonObject changes)
    {
        foreach (var (name, value) in changes)
            target[name] = value?.DeepClone();
    }

    private static int Number(Call call, string name, int otherwise) =>
        int.TryParse(call.Param(name), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
