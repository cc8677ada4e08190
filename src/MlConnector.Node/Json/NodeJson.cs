using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlConnector.Node.Json;

/// <summary>How the node writes JSON: camelCase, enums by name, instants in UTC.</summary>
internal static class NodeJson
{
    public static readonly JsonSerializerOptions Options = Apply(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Apply(JsonSerializerOptions options)
    {
        options.Converters.Add(new JsonStringEnumConverter());
        options.Converters.Add(new Instants());
        return options;
    }
}
