using System.Security.Cryptography;
using System.Text;

namespace MlConnector.QuickBooks.Webhooks;

/// <summary>Intuit's signature of a webhook: HMAC-SHA256 over the bytes as they came, under the app's verifier token.</summary>
public sealed class WebhookSignature(string verifierToken)
{
    public const string Header = "intuit-signature";

    private readonly byte[] _key = Encoding.UTF8.GetBytes(verifierToken);

    /// <summary>Takes the same time whether it is nearly right or all wrong.</summary>
    public bool IsOf(ReadOnlySpan<byte> body, string? signature)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (signature is null || !Convert.TryFromBase64String(signature, given, out var length) || length != given.Length) return false;
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, body, expected);
        return CryptographicOperations.FixedTimeEquals(expected, given);
    }
}
