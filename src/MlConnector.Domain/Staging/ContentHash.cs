using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MlConnector.Domain.Staging;

/// <summary>Tells whether something changed that is carried. The version and its time are carried too, but are no change by themselves.</summary>
public static class ContentHash
{
    // 128 bits: enough to tell two states of one entity apart, and it stands in every event
    private const int Bytes = 16;
    private const int MostKept = 64 * 1024;

    // every revision is hashed: the bytes are written where those of the last one were
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _kept;

    public static string Of(StagingDocument document)
    {
        var buffer = Buffer();
        foreach (var record in document.Records) Append(buffer, record);
        if (document.Set is { } set)
        {
            Append(buffer, set.KeyPrefix);
            Append(buffer, set.Left[Field.State]);
        }
        return Digest(buffer.WrittenSpan);
    }

    /// <summary>Of an object that cannot be mapped: all of it but its version.</summary>
    public static string Of(JsonElement entity)
    {
        var buffer = Buffer();
        if (entity.ValueKind != JsonValueKind.Object)
        {
            Append(buffer, entity.GetRawText());
            return Digest(buffer.WrittenSpan);
        }
        foreach (var property in entity.EnumerateObject())
        {
            if (property.NameEquals("MetaData"u8) || property.NameEquals("SyncToken"u8)) continue;
            Append(buffer, property.Name);
            Append(buffer, property.Value.GetRawText());
        }
        return Digest(buffer.WrittenSpan);
    }

    private static ArrayBufferWriter<byte> Buffer()
    {
        if (_kept is null or { Capacity: > MostKept }) _kept = new ArrayBufferWriter<byte>(4096);
        _kept.ResetWrittenCount();
        return _kept;
    }

    private static void Append(ArrayBufferWriter<byte> buffer, StagingRecord record)
    {
        Append(buffer, (int)record.Kind);
        Append(buffer, record.Key);
        foreach (var (field, value) in record.Fields)
        {
            if (value.Length == 0 || field is Field.SourceSyncToken or Field.SourceUpdatedOn) continue;
            Append(buffer, field);
            Append(buffer, value);
        }
        foreach (var (field, entity) in record.References)
        {
            Append(buffer, field);
            Append(buffer, entity.ToString());
        }
        Append(buffer, record.Lines.Length);
        foreach (var line in record.Lines) Append(buffer, line);
    }

    // each text bears its length, so that no two contents run into the same bytes
    private static void Append(ArrayBufferWriter<byte> buffer, string text)
    {
        Append(buffer, text.Length);
        buffer.Advance(Encoding.UTF8.GetBytes(text, buffer.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
    }

    private static void Append(ArrayBufferWriter<byte> buffer, int number)
    {
        BinaryPrimitives.WriteInt32LittleEndian(buffer.GetSpan(sizeof(int)), number);
        buffer.Advance(sizeof(int));
    }

    private static string Digest(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return Base64Url.EncodeToString(hash[..Bytes]);
    }
}
