using System.Security.Cryptography;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using MlConnector.Actors;
using MlConnector.Actors.Secrets;
using MlConnector.Domain.Realms;

namespace MlConnector.Node.Tests.Secrets;

public sealed class SecretSealerTests : IDisposable
{
    private const string Secret = "AB11-refresh-token-of-a-company";
    private readonly string _folder = Directory.CreateTempSubdirectory("secrets").FullName;
    private readonly MasterKey _master = NewKey();

    [Fact]
    public void What_is_sealed_opens_again_and_does_not_show_what_it_holds()
    {
        var sealer = Open(_master);

        var secret = sealer.Seal(Secret);

        secret.Value.ShouldNotContain(Secret);
        sealer.Open(secret).ShouldBe(Secret);
    }

    [Fact]
    public void What_is_sealed_opens_after_a_restart()
    {
        var secret = Open(_master).Seal(Secret);

        Open(_master).Open(secret).ShouldBe(Secret);
    }

    [Fact]
    public void Two_nodes_on_one_store_open_what_the_other_sealed_whenever_each_started()
    {
        var (one, other) = (Open(_master), Open(_master));

        other.Open(one.Seal(Secret)).ShouldBe(Secret);
        one.Open(other.Seal(Secret)).ShouldBe(Secret);
    }

    [Fact]
    public void Another_master_key_is_refused_in_words()
    {
        Open(_master).Seal(Secret);

        Should.Throw<WrongMasterKeyException>(() => Open(NewKey())).Message.ShouldContain("another master key");
    }

    [Fact]
    public void What_was_tampered_with_does_not_open()
    {
        var sealer = Open(_master);
        var value = sealer.Seal(Secret).Value;

        Should.Throw<CryptographicException>(() => sealer.Open(new SealedSecret(value[..^6] + (value[^6] == 'A' ? 'B' : 'A') + value[^5..])));
    }

    [Fact]
    public void The_store_holds_no_key_that_is_not_wrapped()
    {
        Open(_master).Seal(Secret);

        using var connection = new SqliteConnection(Store.ConnectionString);
        var keys = connection.Query<string>("SELECT xml FROM data_protection_key").ToList();
        keys.ShouldNotBeEmpty();
        keys.ShouldAllBe(xml => xml.Contains("wrappedKey") && !xml.Contains("<masterKey"));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private ConnectorOptions Store => new() { Provider = StoreProvider.Sqlite, ConnectionString = $"Data Source={Path.Combine(_folder, "deep", "store.db")}" };

    private SecretSealer Open(MasterKey key) => SecretSealer.Open(Store, key, NullLoggerFactory.Instance);

    private static MasterKey NewKey() =>
        MasterKey.TryParse(Convert.ToBase64String(RandomNumberGenerator.GetBytes(MasterKey.Size)), out var key) ? key : throw new InvalidOperationException();
}
