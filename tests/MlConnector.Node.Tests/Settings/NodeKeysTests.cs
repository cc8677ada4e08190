using System.Security.Cryptography;
using MlConnector.Actors;
using MlConnector.Node.Settings;
using MlConnector.QuickBooks;

namespace MlConnector.Node.Tests.Settings;

public sealed class NodeKeysTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("keys").FullName;

    [Fact]
    public void Outside_development_missing_keys_refuse_the_start_and_say_how_to_make_them()
    {
        var fault = Should.Throw<SettingsException>(() => NodeKeys.Resolve(Settings(), development: false));

        fault.Faults.Count.ShouldBe(2);
        fault.Faults.ShouldAllBe(f => f.Contains("openssl rand -base64 32"));
        Directory.GetFiles(_folder).ShouldBeEmpty();
    }

    [Fact]
    public void In_development_keys_are_made_once_beside_the_store_for_their_owner_alone()
    {
        var first = NodeKeys.Resolve(Settings(), development: true);
        var second = NodeKeys.Resolve(Settings(), development: true);

        first.Made.ShouldBe([Path.Combine(_folder, "master.key"), Path.Combine(_folder, "admin.key")]);
        first.Made.ShouldAllBe(f => OperatingSystem.IsWindows() || File.GetUnixFileMode(f) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        second.Made.ShouldBeEmpty();
        second.AdminApiKey.ShouldBe(first.AdminApiKey);
        second.Master.Unwrap(first.Master.Wrap([1, 2, 3])).ShouldBe([1, 2, 3]);
    }

    [Theory]
    [InlineData("not base64!")]
    [InlineData("c2hvcnQ=")]
    public void A_master_key_that_is_no_32_bytes_is_refused_and_not_shown(string key)
    {
        var fault = Should.Throw<SettingsException>(() => NodeKeys.Resolve(Settings(master: key), development: true)).Message;

        fault.ShouldContain("MlConnector:Secrets:MasterKey");
        fault.ShouldNotContain(key);
    }

    [Fact]
    public void A_master_key_can_come_from_a_file()
    {
        var file = Path.Combine(_folder, "mounted");
        File.WriteAllText(file, NewKey() + "\n");

        NodeKeys.Resolve(Settings(masterFile: file, admin: "0123456789abcdef"), development: false).Made.ShouldBeEmpty();
    }

    [Fact]
    public void A_master_key_file_that_is_not_there_is_told_by_its_name()
    {
        Should.Throw<SettingsException>(() => NodeKeys.Resolve(Settings(masterFile: "/nowhere/master.key"), development: true))
            .Message.ShouldContain("MlConnector:Secrets:MasterKeyFile (/nowhere/master.key) cannot be read");
    }

    [Fact]
    public void A_blank_admin_key_is_refused()
    {
        Should.Throw<SettingsException>(() => NodeKeys.Resolve(Settings(master: NewKey(), admin: " "), development: true))
            .Message.ShouldContain("MlConnector:Admin:ApiKey is blank");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private NodeSettings Settings(string? master = null, string? masterFile = null, string? admin = null) => new(
        new ConnectorOptions { Provider = StoreProvider.Sqlite, ConnectionString = $"Data Source={Path.Combine(_folder, "store.db")}" },
        new SecretSetting("Secrets:MasterKey", master, masterFile),
        new SecretSetting("Admin:ApiKey", admin, null),
        new QuickBooksSettings(
            new QuickBooksOptions(new Uri("https://a"), new Uri("https://b"), new Uri("https://c"), "", ""),
            IntuitEnvironment.Sandbox, new Uri("https://d"), null, null, 1));
}
