using System.Globalization;
using System.Security.Cryptography;

namespace MlConnector.Domain.Realms;

/// <summary>What the OAuth <c>state</c> says when it comes back: for which company it was meant, until when, and that it is this one.</summary>
/// <param name="Realm">The company to be connected; none when a person may choose any.</param>
/// <param name="Nonce">Told apart by it, so that it is taken once.</param>
public sealed record AuthorizationRequest(RealmId? Realm, string Nonce, DateTimeOffset ExpiresAt)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    // what is sealed for another purpose must not pass for one
    private const string Purpose = "authorize-quickbooks";

    public static AuthorizationRequest New(RealmId? realm, DateTimeOffset now) =>
        new(realm, RandomNumberGenerator.GetHexString(32, lowercase: true), now + Lifetime);

    public bool IsExpired(DateTimeOffset now) => now >= ExpiresAt;

    public bool Admits(RealmId realm) => Realm is null || Realm == realm;

    /// <summary>The text to be sealed.</summary>
    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"{Purpose}|{Realm}|{Nonce}|{ExpiresAt.ToUnixTimeMilliseconds()}");

    public static AuthorizationRequest? Parse(string text)
    {
        if (text.Split('|') is not [Purpose, var realm, { Length: 32 } nonce, var expires]) return null;
        if (!long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var at)) return null;
        if (realm.Length == 0) return new AuthorizationRequest(null, nonce, DateTimeOffset.FromUnixTimeMilliseconds(at));
        return RealmId.TryParse(realm, out var id) ? new AuthorizationRequest(id, nonce, DateTimeOffset.FromUnixTimeMilliseconds(at)) : null;
    }
}
