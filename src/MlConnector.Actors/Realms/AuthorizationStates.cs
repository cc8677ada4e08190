using Dapper;
using MlConnector.Actors.ReadSide;
using MlConnector.Domain.Realms;

namespace MlConnector.Actors.Realms;

/// <summary>Remembers which authorizations have come back, for as long as they could come again: on all nodes, and after a restart.</summary>
public sealed class AuthorizationStates(ReadStore store, TimeProvider time)
{
    /// <summary>True for whoever comes first.</summary>
    public async Task<bool> UseAsync(AuthorizationRequest request, CancellationToken ct)
    {
        await using var connection = await store.OpenAsync(ct);
        await connection.ExecuteAsync(
            "DELETE FROM authorization_state WHERE expires_at < @now", new { now = time.GetUtcNow().ToUnixTimeMilliseconds() });
        return await connection.ExecuteAsync(
            "INSERT INTO authorization_state (nonce, expires_at) VALUES (@Nonce, @expires) ON CONFLICT (nonce) DO NOTHING",
            new { request.Nonce, expires = request.ExpiresAt.ToUnixTimeMilliseconds() }) > 0;
    }
}
