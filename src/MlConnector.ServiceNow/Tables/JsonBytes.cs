using System.Buffers;
using System.Text.Json;

namespace MlConnector.ServiceNow.Tables;

/// <summary>JSON in bytes of just its length; what it is first written into is kept for the next.</summary>
internal static class JsonBytes
{
    private const int MostKept = 64 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _kept;

    public static ReadOnlyMemory<byte> Of<T>(T value, Action<Utf8JsonWriter, T> write, JsonWriterOptions options = default)
    {
        var buffer = _kept ?? new ArrayBufferWriter<byte>(4096);
        _kept = null;
        using (var json = new Utf8JsonWriter(buffer, options)) write(json, value);
        var bytes = buffer.WrittenSpan.ToArray();
        if (buffer.Capacity > MostKept) return bytes;
        buffer.ResetWrittenCount();
        _kept = buffer;
        return bytes;
    }
}
