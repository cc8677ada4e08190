using System.Text.Json;
using MlConnector.Actors;
using MlConnector.Domain;
using MlConnector.Node.Json;

namespace MlConnector.Node.Http;

/// <summary>A person says which row in ServiceNow a vendor's supplier is, or takes that back.</summary>
internal sealed class SupplierEndpoints(IConnector connector, ILogger<SupplierEndpoints> log)
{
    private const string SysIdAllowed = "the sys_id of a row is, 32 letters and digits as its address in ServiceNow shows it";

    public async Task<IResult> PutAsync(string realmId, string vendorId, HttpRequest request, CancellationToken ct)
    {
        using var body = await JsonBody.ReadAsync(request, ct);
        var faults = new JsonFaults();
        return Parse(body.RootElement, faults) is { } choice ? await ChooseAsync(realmId, vendorId, choice, ct) : Problems.Invalid(faults, "mapping");
    }

    public Task<IResult> DeleteAsync(string realmId, string vendorId, HttpRequest request, CancellationToken ct)
    {
        request.Query.RefuseUnknown("by", "reason");
        return ChooseAsync(realmId, vendorId, new SupplierChoice(null, request.Query.Text("by"), request.Query.Text("reason")), ct);
    }

    private async Task<IResult> ChooseAsync(string realmId, string vendorId, SupplierChoice choice, CancellationToken ct)
    {
        if (!EntityId.IsId(vendorId)) return Problems.Of(StatusCodes.Status400BadRequest, $"'{vendorId}' is no id of QuickBooks.");
        var vendor = new EntityId(QueryString.Realm(realmId), EntityType.Vendor, vendorId);
        var reply = await connector.MapSupplierAsync(vendor, choice, ct);
        switch (reply.Outcome)
        {
            case MappingOutcome.NotConnected:
                return Problems.NotConnected(realmId);
            case MappingOutcome.UnknownVendor when choice.SysId is null:
                return Problems.Of(StatusCodes.Status404NotFound, $"Vendor {vendorId} of realm {realmId} is mapped to no row.");
            case MappingOutcome.UnknownVendor:
                return Problems.Of(StatusCodes.Status404NotFound, $"Vendor {vendorId} of realm {realmId} was never reported by QuickBooks. Poll, or list what is known at /api/connections/{realmId}/entities?type=Vendor.");
            case MappingOutcome.NoSuchSupplier:
                var faults = new JsonFaults();
                faults.Add("$.sysId", $"The instance shows no supplier {choice.SysId}; {SysIdAllowed}. Or its user may not read that row.");
                return Problems.Invalid(faults, "mapping");
            case MappingOutcome.NotVerified:
                return Problems.Of(StatusCodes.Status503ServiceUnavailable, $"Nothing is changed, since the instance could not say whether that supplier is there. {reply.Reason}");
            default:
                log.SupplierChosen(vendor, choice.SysId ?? "no row", choice.By, choice.Why);
                return await connector.EntityAsync(vendor, ct) is { } detail
                    ? TypedResults.Accepted($"/api/connections/{realmId}/entities/Vendor/{vendorId}", EntityAnswer.From(detail))
                    : TypedResults.Accepted((string?)null);
        }
    }

    private static SupplierChoice? Parse(JsonElement root, JsonFaults faults)
    {
        if (JsonMembers.Of(root, "$", faults) is not { } mapping) return null;
        var sysId = mapping.Text("sysId", SysIdAllowed);
        if (sysId is not null && (sysId.Length > 40 || !sysId.All(char.IsAsciiLetterOrDigit))) mapping.Fault("sysId", $"'{sysId}' is not allowed; {SysIdAllowed}.");
        var (by, why) = (mapping.Text("by", maxLength: 200), mapping.Text("reason"));
        mapping.RefuseUnknown();
        return faults.Any ? null : new SupplierChoice(sysId, by, why);
    }
}
