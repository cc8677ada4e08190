using System.Security.Cryptography;
using MlConnector.Domain.Realms;

namespace MlConnector.Actors.Tests.Pipeline;

/// <summary>Seals nothing: sealing has tests of its own.</summary>
internal sealed class PlainSealer : ISecretSealer
{
    private int _refused;

    /// <summary>Whether what is stored cannot be opened, as after a mishap with the key ring.</summary>
    public bool Opens { get; set; } = true;

    /// <summary>Whether anything can be sealed.</summary>
    public bool Seals { get; set; } = true;

    /// <summary>How often it was in vain.</summary>
    public int Refused => _refused;

    public SealedSecret Seal(string secret) => Seals ? new SealedSecret(secret) : throw Refuse();

    public string Open(SealedSecret secret) => Opens ? secret.Value : throw Refuse();

    private CryptographicException Refuse()
    {
        Interlocked.Increment(ref _refused);
        return new CryptographicException("The payload was invalid.");
    }
}
