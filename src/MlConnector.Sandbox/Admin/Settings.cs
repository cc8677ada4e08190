using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace MlConnector.Sandbox.Admin;

/// <summary>Reads and writes the settable properties of the emulated systems as JSON.</summary>
internal static class Settings
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };

    public static JsonObject Read(object settings) => new(Properties(settings).Select(p =>
        KeyValuePair.Create(JsonNamingPolicy.CamelCase.ConvertName(p.Name), JsonSerializer.SerializeToNode(p.GetValue(settings), p.PropertyType, Json))));

    public static void Apply(object settings, JsonObject changes)
    {
        foreach (var (name, value) in changes)
        {
            var property = Properties(settings).FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw new ArgumentException($"There is no setting '{name}'.");
            property.SetValue(settings, value.Deserialize(property.PropertyType, Json));
        }
    }

    private static IEnumerable<PropertyInfo> Properties(object settings) => settings.GetType().GetProperties().Where(p => p.CanWrite && p.SetMethod!.IsPublic);
}
