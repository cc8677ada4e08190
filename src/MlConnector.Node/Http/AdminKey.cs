using System.Security.Cryptography;
using System.Text;

namespace MlConnector.Node.Http;

/// <summary>Lets nobody into /api who does not bear the key. Compared in constant time, as hashes of one length.</summary>
internal sealed class AdminKey(string key)
{
    private const string Scheme = "Bearer ";
    private readonly byte[] _hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));

    public async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments("/api") || Admits(context.Request.Headers.Authorization))
        {
            await next(context);
            return;
        }
        context.Response.Headers.WWWAuthenticate = "Bearer";
        await Problems.Of(StatusCodes.Status401Unauthorized, "The admin key is missing or wrong. Send the header Authorization: Bearer <MlConnector:Admin:ApiKey>.")
            .ExecuteAsync(context);
    }

    private bool Admits(string? header) =>
        header is not null && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(header[Scheme.Length..].Trim())), _hash);
}
