using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace MlConnector.Actors.Secrets;

/// <summary>The key that wraps the keys of the store. AES-256-GCM: whoever lacks it can neither read nor alter what it wrapped.</summary>
public sealed class MasterKey
{
    public const int Size = 32;
    private readonly byte[] _key;

    private MasterKey(byte[] key) => _key = key;

    /// <summary>Takes 32 bytes in base64.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out MasterKey? key)
    {
        var bytes = new byte[Size + 1];
        key = Convert.TryFromBase64String(text, bytes, out var length) && length == Size ? new MasterKey(bytes[..Size]) : null;
        return key is not null;
    }

    /// <summary>Nonce, tag and cipher text, one after the other.</summary>
    public byte[] Wrap(ReadOnlySpan<byte> plain)
    {
        var wrapped = new byte[NonceSize + TagSize + plain.Length];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, NonceSize));
        using var aes = new AesGcm(_key, TagSize);
        aes.Encrypt(wrapped.AsSpan(0, NonceSize), plain, wrapped.AsSpan(NonceSize + TagSize), wrapped.AsSpan(NonceSize, TagSize));
        return wrapped;
    }

    /// <exception cref="CryptographicException">It was wrapped with another key, or altered.</exception>
    public byte[] Unwrap(ReadOnlySpan<byte> wrapped)
    {
        if (wrapped.Length < NonceSize + TagSize) throw new CryptographicException("A wrapped key is too short to be one.");
        var plain = new byte[wrapped.Length - NonceSize - TagSize];
        using var aes = new AesGcm(_key, TagSize);
        aes.Decrypt(wrapped[..NonceSize], wrapped[(NonceSize + TagSize)..], wrapped.Slice(NonceSize, TagSize), plain);
        return plain;
    }

    public override string ToString() => "(master key)";

    private const int NonceSize = 12;
    private const int TagSize = 16;
}
