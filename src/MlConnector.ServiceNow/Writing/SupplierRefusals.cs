using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Suppliers;
using MlConnector.ServiceNow.Profiles;
using MlConnector.ServiceNow.Tables;

namespace MlConnector.ServiceNow.Writing;

/// <summary>Why a person must say which supplier a vendor is. No tax id is shown: the rows are named.</summary>
internal static class SupplierRefusals
{
    private const int MostShown = 10;

    public static WriteRefusedException Ambiguous(TableProfile table, EntityId vendor, VendorTrait trait, IReadOnlyList<Row> alike) => new(new Reason(
        "supplier-ambiguous",
        $"{alike.Count} rows of {table.Table} have the {trait.Words()} of the vendor: {string.Join(", ", alike.Take(MostShown).Select(row => Named(table, row)))}{(alike.Count > MostShown ? ", …" : "")}.",
        $"Choose one: PUT {Path(vendor)} with its sysId. Or leave one of them in ServiceNow; then replay."));

    public static WriteRefusedException Taken(TableProfile table, EntityId vendor, VendorTrait trait, Row row, string key) => new(new Reason(
        "supplier-taken",
        $"{Named(table, row)} in {table.Table} has the {trait.Words()} of the vendor, but bears the key {key} of another system or company, which stays.",
        $"To refer to it and leave its columns to that system, or to choose another row: PUT {Path(vendor)} with the sysId."));

    public static WriteRefusedException Unmatched(TableProfile table, EntityId vendor, string key, IReadOnlyList<VendorTrait> traits) => new(new Reason(
        "supplier-unmatched",
        $"No row of {table.Table} bears the key {key}{(traits.Count == 0 ? "" : $" or fits the vendor by {string.Join(", ", traits.Select(t => t.Words()))}")}, and the connection makes no suppliers.",
        $"Choose one: PUT {Path(vendor)} with its sysId. Or set unmatchedVendors to create; then replay."));

    public static WriteRefusedException Gone(TableProfile table, EntityId vendor, string sysId) => new(new Reason(
        "supplier-gone",
        $"The vendor is mapped to row {sysId} of {table.Table}, which is not there any more.",
        $"Choose another: PUT {Path(vendor)} with its sysId; or take the choice back: DELETE {Path(vendor)}."));

    private static string Named(TableProfile table, Row row)
    {
        var column = table.Columns.FirstOrDefault(c => c.Field == VendorTrait.Name.Field())?.Target;
        return $"{(column is null ? null : row[column])} ({row.SysId})".TrimStart();
    }

    private static string Path(EntityId vendor) => $"/api/connections/{vendor.Realm}/suppliers/{vendor.Id}";
}
