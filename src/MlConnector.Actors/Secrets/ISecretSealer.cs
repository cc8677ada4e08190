using MlConnector.Domain.Realms;

namespace MlConnector.Actors;

/// <summary>Encrypts what a journal may hold only in encrypted form, and opens it for the call that needs it.</summary>
public interface ISecretSealer
{
    SealedSecret Seal(string secret);

    /// <exception cref="System.Security.Cryptography.CryptographicException">It was sealed with a key that is not here.</exception>
    string Open(SealedSecret secret);
}
