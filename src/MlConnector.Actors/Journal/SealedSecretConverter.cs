using System.Text.Json;
using System.Text.Json.Serialization;
using MlConnector.Domain.Realms;

namespace MlConnector.Actors.Journal;

internal sealed class SealedSecretConverter : JsonConverter<SealedSecret>
{
    public override SealedSecret Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, SealedSecret value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
