using System.Text.Json;
using MlConnector.Domain;
using MlConnector.Domain.Checks;
using MlConnector.Domain.Realms;
using MlConnector.QuickBooks;

namespace MlConnector.Actors.Realms;

/// <summary>Looks whether a company can be read and has what is carried, one read after the other.</summary>
internal sealed class QuickBooksChecks(QuickBooksApi api, RealmId realm, string token, TimeProvider time)
{
    private const string Token = "token";
    private const string Company = "company";
    private const string Currency = "home currency";
    private const string Accounts = "accounts payable";
    private const string AskAgain = "Run the checks again.";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Notice = TimeSpan.FromDays(30);

    private int _asked;

    /// <summary>All but that of the token.</summary>
    /// <exception cref="QuickBooksException">The token is not taken.</exception>
    public async Task<IReadOnlyList<Check>> RunAsync(CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        var checks = new List<Check>
        {
            await CheckAsync(Company, CompanyAsync, limit.Token),
            await CheckAsync(Currency, CurrencyAsync, limit.Token),
            await CheckAsync(Accounts, AccountsAsync, limit.Token),
        };
        foreach (var type in RealmDecider.Types) checks.Add(await CheckAsync(Reading(type), cancel => CountAsync(type, cancel), limit.Token));
        ct.ThrowIfCancellationRequested();
        return checks;
    }

    /// <summary>The grant that the reads were made with.</summary>
    public static Check Granted(Grant? grant, DateTimeOffset now)
    {
        var until = grant?.HardExpiresAt is { } hard && !(grant.RefreshExpiresAt < hard) ? hard : grant?.RefreshExpiresAt;
        var detail = $"Taken; access until {grant?.AccessExpiresAt:u}{(grant?.RefreshExpiresAt is { } refresh ? $", renewable until {refresh:u}" : "")}.";
        return until - now < Notice && until == grant?.HardExpiresAt
            ? new Check(CheckSide.QuickBooks, Token, true, $"{detail} The authorization ends for good at {until:u}.", "Have an administrator of the company connect it again before.")
            : new Check(CheckSide.QuickBooks, Token, true, detail, null);
    }

    /// <summary>What is left to say where no token is to be had.</summary>
    public static IReadOnlyList<Check> WithoutToken(QuickBooksException fault) =>
    [
        Of(Token, fault),
        .. new[] { Company, Currency, Accounts }.Concat(RealmDecider.Types.Select(Reading)).Select(name => Unknown(name, "Not asked, for want of a token.", null)),
    ];

    public static Check OutOfTime() => Unknown(Token, "QuickBooks, or the company's actor, gave no answer within the time of the checks.", AskAgain);

    private async Task<Check> CompanyAsync(CancellationToken ct)
    {
        var company = await api.CompanyInfoAsync(realm, token, ct);
        return Ok(Company, $"{company.CompanyName ?? "without a name"}, {company.Country ?? "no country named"}.");
    }

    private async Task<Check> CurrencyAsync(CancellationToken ct)
    {
        var currency = await api.CurrencyAsync(realm, token, ct);
        if (currency.Home is null) return Unknown(Currency, "The company's preferences do not name it.", "Look it up in QuickBooks under Account and settings, Advanced.");
        var multi = currency.Multicurrency switch { true => "multicurrency is on", false => "multicurrency is off", null => "whether multicurrency is on is not said" };
        return Ok(Currency, $"{currency.Home}; {multi}.");
    }

    private async Task<Check> AccountsAsync(CancellationToken ct)
    {
        var accounts = await api.PayableAccountsAsync(realm, token, ct);
        var names = accounts.Where(a => !(a.TryGetProperty("Active"u8, out var active) && active.ValueKind == JsonValueKind.False))
            .Select(a => a.TryGetProperty("Name"u8, out var name) ? name.ToString() : "without a name").ToList();
        return names.Count > 0
            ? Ok(Accounts, $"{string.Join("; ", names)}.")
            : new Check(CheckSide.QuickBooks, Accounts, false, "The company has no active account of type Accounts Payable.", "Enter a first bill in QuickBooks, which makes one, or add one to the chart of accounts.");
    }

    private async Task<Check> CountAsync(EntityType type, CancellationToken ct) =>
        Ok(Reading(type), $"Readable; the company has {await api.CountAsync(realm, token, type, DateTimeOffset.UnixEpoch, time.GetUtcNow().AddDays(1), ct)}.");

    private async Task<Check> CheckAsync(string name, Func<CancellationToken, Task<Check>> check, CancellationToken limit)
    {
        try
        {
            limit.ThrowIfCancellationRequested();
            _asked++;
            return await check(limit);
        }
        // the first read tells whether the token is good; whoever brought it renews it
        catch (QuickBooksException e) when (e.Class != FaultClass.Unauthorized || _asked > 1)
        {
            return Of(name, e);
        }
        catch (OperationCanceledException)
        {
            return Unknown(name, "QuickBooks gave no answer within the time of the checks.", AskAgain);
        }
    }

    /// <summary>Failed where QuickBooks said so; unknown where it only gave no usable answer just now.</summary>
    private static Check Of(string name, QuickBooksException e) => e.Class is FaultClass.Throttled or FaultClass.Transient or FaultClass.Malformed
        ? Unknown(name, e.Reason.Text, AskAgain)
        : new Check(CheckSide.QuickBooks, name, false, e.Reason.Text, e.Reason.NextStep);

    private static Check Ok(string name, string detail) => new(CheckSide.QuickBooks, name, true, detail, null);

    private static Check Unknown(string name, string detail, string? remedy) => new(CheckSide.QuickBooks, name, null, detail, remedy);

    private static string Reading(EntityType type) => $"entity {type}";
}
