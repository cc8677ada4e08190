using System.Security.Cryptography;
using MlConnector.Domain.Realms;

namespace MlConnector.Actors.Tests.Pipeline;

/// <summary>Hides nothing: sealing has tests of its own.</summary>
internal sealed class PlainSealer : ISecretSealer
{
    private int _refused;

    /// <summary>What is sealed with one key does not open with another.</summary>
    public string Key { get; set; } = "first";

    /// <summary>Whether anything can be sealed.</summary>
    public bool Seals { get; set; } = true;

    /// <summary>How often it was in vain.</summary>
    public int Refused => _refused;

    public SealedSecret Seal(string secret) => Seals ? new SealedSecret($"{Key}|{secret}") : throw Refuse();

    public string Open(SealedSecret secret) =>
        secret.Value.Split('|') is [var key, var opened] && key == Key ? opened : throw Refuse();

    private CryptographicException Refuse()
    {
        Interlocked.Increment(ref _refused);
        return new CryptographicException("The payload was invalid.");
    }
}
