using System.Text.Json;
using MlConnector.Domain.Staging;
using MlConnector.Domain.Suppliers;
using MlConnector.Node.Json;
using MlConnector.ServiceNow.Profiles;

namespace MlConnector.Node.Connections;

/// <summary>By what vendors find suppliers that are there already, as a connection says it.</summary>
internal static class VendorMatchText
{
    private const string Member = "vendorMatch";

    private static readonly Dictionary<string, VendorTrait> Traits = Enum.GetValues<VendorTrait>().ToDictionary(Text);

    public static IReadOnlyList<string>? Of(VendorMatch? match) => match is null ? null : [.. match.Traits.Select(Text)];

    public static VendorMatch? Read(JsonMembers connection, string profile, ProfileCatalog profiles)
    {
        if (connection.Texts(Member) is not { } texts) return null;
        var traits = new List<VendorTrait>();
        foreach (var text in texts)
        {
            if (!Traits.TryGetValue(text, out var trait)) connection.Fault(Member, $"'{text}' is not allowed; {string.Join(", ", Traits.Keys)} are.");
            else if (traits.Contains(trait)) connection.Fault(Member, $"'{text}' stands there twice.");
            else if (!HasColumn(profile, profiles, trait)) connection.Fault(Member, $"'{text}' is not allowed: the profile {profile} has no column for it among its suppliers.");
            else traits.Add(trait);
        }
        return traits.Count == 0 ? null : new VendorMatch(traits);
    }

    // an unknown profile is a fault of its own
    private static bool HasColumn(string profile, ProfileCatalog profiles, VendorTrait trait) =>
        !profiles.Names.Contains(profile) || profiles.Get(profile).For(RecordKind.Supplier)?.Columns.Any(c => c.Field == trait.Field()) == true;

    private static string Text(VendorTrait trait) => JsonNamingPolicy.CamelCase.ConvertName(trait.ToString());
}
