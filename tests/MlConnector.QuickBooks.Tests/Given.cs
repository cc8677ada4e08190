using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MlConnector.Domain;
using MlConnector.Domain.References;
using MlConnector.Tests;

namespace MlConnector.QuickBooks.Tests;

internal static class Given
{
    public const string AccessToken = "access-token-that-nobody-may-see-0123456789";
    public const string RefreshToken = "refresh-token-that-nobody-may-see-0123456789";
    public const string ClientSecret = "client-secret-that-nobody-may-see";

    public static readonly RealmId Realm = RealmId.Parse("9130357849014096");
    public static readonly DateTimeOffset Since = DateTimeOffset.Parse("2026-11-01T08:30:00.750+01:00");
    public static readonly IReadOnlyList<EntityType> Types = [EntityType.Vendor, EntityType.Bill, EntityType.VendorCredit];
    public static readonly IReadOnlyList<ReferenceType> Lists = [ReferenceType.Account, ReferenceType.Item, ReferenceType.Class];

    public static QuickBooksOptions Options(StubServer server) => Options(server.Address);

    public static QuickBooksOptions Options(Uri address) => new(address, new Uri(address, "/tokens/bearer"), new Uri(address, "/tokens/revoke"), "client-id", ClientSecret);

    public static QuickBooksApi Api(StubServer server, ILogger<QuickBooksApi>? logger = null) =>
        new(Options(server), TimeProvider.System, logger ?? NullLogger<QuickBooksApi>.Instance);

    public static QuickBooksTokens Tokens(StubServer server, TimeProvider? time = null, ILogger<QuickBooksTokens>? logger = null) =>
        new(Options(server), time ?? TimeProvider.System, logger ?? NullLogger<QuickBooksTokens>.Instance);

    public static string Sample(string file)
    {
        using var reader = new StreamReader(typeof(Given).Assembly.GetManifestResourceStream(file)!);
        return reader.ReadToEnd();
    }

    public static string Edge(string name) => JsonNode.Parse(Sample("cdc-edges.json"))![name]!.ToJsonString();

    public static async Task<QuickBooksException> FaultAsync(int status, string body, string contentType = "application/json", params (string, string)[] headers)
    {
        await using var server = await StubServer.StartAsync(status, body, contentType, headers);
        using var api = Api(server);
        return await Should.ThrowAsync<QuickBooksException>(api.ChangesSinceAsync(Realm, AccessToken, Types, Lists, Since, CancellationToken.None));
    }
}

/// <summary>Keeps what was logged.</summary>
internal sealed class LogOf<T> : ILogger<T>
{
    private readonly List<string> _lines = [];

    public string Text
    {
        get { lock (_lines) return string.Join('\n', _lines); }
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lines) _lines.Add($"{logLevel} {formatter(state, exception)} {exception}");
    }
}
