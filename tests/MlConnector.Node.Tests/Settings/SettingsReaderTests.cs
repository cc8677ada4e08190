using Microsoft.Extensions.Configuration;
using MlConnector.Actors;
using MlConnector.Node.Settings;
using MlConnector.QuickBooks;

namespace MlConnector.Node.Tests.Settings;

public sealed class SettingsReaderTests
{
    [Fact]
    public void Nothing_set_gives_the_documented_defaults()
    {
        var settings = Read();

        settings.Connector.ShouldBe(new ConnectorOptions
        {
            Provider = StoreProvider.Sqlite, ConnectionString = "Data Source=data/ml-connector.db", ServiceNowRequestsPerSecond = 7, ServiceNowMaxConcurrency = 2,
            ServiceNowTransactionLimit = TimeSpan.FromSeconds(5),
        });
        settings.QuickBooks.Environment.ShouldBe(IntuitEnvironment.Production);
        settings.QuickBooks.Api.ApiUrl.ShouldBe(new Uri("https://quickbooks.api.intuit.com"));
        settings.QuickBooks.Api.Limits.ShouldBe(new CallLimits(500, 10, 5));
        settings.QuickBooks.MonthlyCallBudget.ShouldBe(500_000);
    }

    [Fact]
    public void The_environment_chooses_the_api_host()
    {
        Read(("QuickBooks:Environment", "sandbox")).QuickBooks.Api.ApiUrl.Host.ShouldBe("sandbox-quickbooks.api.intuit.com");
    }

    [Fact]
    public void An_unknown_key_is_refused_with_its_value_and_the_key_that_was_meant()
    {
        var fault = Faults(("ServiceNow:RequestPerSecond", "9")).ShouldHaveSingleItem();

        fault.ShouldContain("MlConnector:ServiceNow:RequestPerSecond");
        fault.ShouldContain("'9'");
        fault.ShouldContain("Did you mean MlConnector:ServiceNow:RequestsPerSecond?");
    }

    [Fact]
    public void An_unknown_key_like_no_other_is_answered_with_all_that_are_known()
    {
        Faults(("Zzz", "1")).ShouldHaveSingleItem().ShouldContain("QuickBooks:MonthlyCallBudget");
    }

    [Theory]
    [InlineData("Store:Provider", "Oracle", "Sqlite or PostgreSql")]
    [InlineData("Store:Provider", "1", "Sqlite or PostgreSql")]
    [InlineData("QuickBooks:Environment", "Live", "Production or Sandbox")]
    [InlineData("QuickBooks:RequestsPerSecond", "0", "a whole number from 1 to 1000")]
    [InlineData("QuickBooks:MonthlyCallBudget", "many", "a whole number from 1")]
    [InlineData("ServiceNow:MaxConcurrency", "2.5", "a whole number from 1 to 64")]
    [InlineData("ServiceNow:TransactionSeconds", "0", "a whole number from 1 to 600")]
    [InlineData("QuickBooks:ApiUrl", "quickbooks.api.intuit.com", "a full https address")]
    [InlineData("QuickBooks:TokenUrl", "http://oauth.example.com/token", "http only on this machine itself")]
    public void A_malformed_value_is_refused_with_the_value_and_what_is_allowed(string key, string value, string allowed)
    {
        var fault = Faults((key, value)).ShouldHaveSingleItem();

        fault.ShouldContain($"MlConnector:{key}");
        fault.ShouldContain($"'{value}'");
        fault.ShouldContain(allowed);
    }

    [Theory]
    [InlineData("Sqlite", "Data Source=:memory:")]
    [InlineData("Sqlite", "Data Source=x.db;Mode=ReadOnly")]
    [InlineData("Sqlite", "Host=db;Password=hunter2hunter2")]
    [InlineData("PostgreSql", "Data Source=x.db;Password=hunter2hunter2")]
    [InlineData("PostgreSql", "Host=db;Port=x;Password=hunter2hunter2")]
    [InlineData("PostgreSql", "")]
    public void A_connection_string_that_cannot_serve_is_refused_and_never_shown(string provider, string text)
    {
        var fault = Faults(("Store:Provider", provider), ("Store:ConnectionString", text)).ShouldHaveSingleItem();

        fault.ShouldContain("MlConnector:Store:ConnectionString is (not shown)");
        fault.ShouldNotContain("hunter2");
    }

    [Theory]
    [InlineData("Secrets:MasterKeyy")]
    [InlineData("QuickBooks:ClientSecrt")]
    [InlineData("QuickBooks:WebhookVerifierTokn")]
    [InlineData("Store:ConectonString")]
    [InlineData("ServiceNow:Pwd")]
    public void A_misspelt_secret_is_refused_without_its_value(string key)
    {
        Faults((key, "c2VjcmV0")).ShouldHaveSingleItem().ShouldNotContain("c2VjcmV0");
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        Faults(("ServiceNow:MaxConcurrency", "0"), ("QuickBooks:Enviroment", "Sandbox"), ("Store:Provider", "x")).Count.ShouldBe(3);
    }

    [Fact]
    public void Settings_never_show_their_secrets()
    {
        var settings = Read(("Secrets:MasterKey", "s3cret-master"), ("Admin:ApiKey", "s3cret-admin"), ("QuickBooks:ClientSecret", "s3cret-app"));

        $"{settings.MasterKey} {settings.AdminApiKey} {settings.QuickBooks}".ShouldNotContain("s3cret");
    }

    [Fact]
    public void Profiles_of_a_folder_join_those_that_ship_and_a_faulty_one_is_told_by_line()
    {
        var folder = Directory.CreateTempSubdirectory("ml-connector-");
        try
        {
            var file = Path.Combine(folder.FullName, "mine.json");
            const string Mine = """
                { "name": "mine", "tables": { "supplier": { "record": "Supplier", "table": "u_supplier", "write": "Table", "key": "u_key",
                  "columns": { "u_name": "name" } } } }
                """;
            File.WriteAllText(file, Mine);
            Read(("ServiceNow:ProfilesFolder", folder.FullName)).Connector.Profiles.Names.ShouldBe(["apo", "mine", "s2p"]);

            File.WriteAllText(file, Mine.Replace("\"name\" }", "\"nam\" }", StringComparison.Ordinal));
            Faults(("ServiceNow:ProfilesFolder", folder.FullName)).ShouldHaveSingleItem().ShouldContain($"{file}(2): 'nam' is no field of Supplier records; allowed: active");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
        Faults(("ServiceNow:ProfilesFolder", folder.FullName)).ShouldHaveSingleItem().ShouldContain("a folder that can be read");
    }

    private static NodeSettings Read(params (string Key, string Value)[] values) => SettingsReader.Read(
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create($"MlConnector:{v.Key}", (string?)v.Value))).Build());

    private static IReadOnlyList<string> Faults(params (string Key, string Value)[] values) => Should.Throw<SettingsException>(() => Read(values)).Faults;
}
