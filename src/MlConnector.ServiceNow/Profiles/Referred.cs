using MlConnector.Domain.Staging;

namespace MlConnector.ServiceNow.Profiles;

internal static class Referred
{
    /// <summary>What a reference field refers to.</summary>
    public static RecordKind Kind(string reference) => reference == Field.Invoice ? RecordKind.Invoice : RecordKind.Supplier;
}
