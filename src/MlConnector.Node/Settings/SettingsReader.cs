using System.Data.Common;
using Microsoft.Data.Sqlite;
using MlConnector.Actors;
using MlConnector.QuickBooks;
using MlConnector.ServiceNow.Profiles;
using Npgsql;

namespace MlConnector.Node.Settings;

/// <summary>Reads every setting of the node out of ordinary .NET configuration.</summary>
public static class SettingsReader
{
    public const string Section = "MlConnector";
    private const string DefaultStore = "Data Source=data/ml-connector.db";

    /// <exception cref="SettingsException">Anything is unknown or malformed; it names all of it.</exception>
    public static NodeSettings Read(IConfiguration configuration)
    {
        var section = new SettingsSection(configuration, Section);
        var (connector, quickBooks) = (ReadStore(section), ReadQuickBooks(section));
        var settings = new NodeSettings(
            connector with { QuickBooksMonthlyCallBudget = quickBooks.MonthlyCallBudget },
            new SecretSetting("Secrets:MasterKey", section.Text("Secrets:MasterKey"), section.Text("Secrets:MasterKeyFile")),
            new SecretSetting("Admin:ApiKey", section.Text("Admin:ApiKey"), null),
            quickBooks);
        section.RefuseUnknown();
        string[] faults = [.. section.Faults, .. ListeningFaults(configuration)];
        return faults.Length == 0 ? settings : throw new SettingsException(faults);
    }

    private static IEnumerable<string> ListeningFaults(IConfiguration configuration) =>
        from address in (configuration[WebHostDefaults.ServerUrlsKey] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        where !CanListen(address)
        select $"urls (ASPNETCORE_URLS or --urls) names '{address}'. Allowed are addresses such as http://localhost:5000 or https://*:5001, parted by ';'.";

    private static bool CanListen(string address)
    {
        try
        {
            return BindingAddress.Parse(address).Scheme.ToLowerInvariant() is "http" or "https";
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static ConnectorOptions ReadStore(SettingsSection section)
    {
        var provider = section.Choice("Store:Provider", StoreProvider.Sqlite);
        var connection = section.Text("Store:ConnectionString");
        if (connection is not null) CheckConnectionString(section, provider, connection);
        else if (provider != StoreProvider.Sqlite)
            section.SecretFault("Store:ConnectionString", "it is missing", "an Npgsql connection string, for example Host=db;Database=connector;Username=connector;Password=…");
        return new ConnectorOptions
        {
            Provider = provider,
            ConnectionString = connection ?? DefaultStore,
            QuickBooksWebhookReads = section.Number("QuickBooks:WebhookReads", 5, 0, 100),
            ServiceNowRequestsPerSecond = section.Number("ServiceNow:RequestsPerSecond", 7, 1, 1000),
            ServiceNowMaxConcurrency = section.Number("ServiceNow:MaxConcurrency", 2, 1, 64),
            ServiceNowTransactionLimit = TimeSpan.FromSeconds(section.Number("ServiceNow:TransactionSeconds", 5, 1, 600)),
            Profiles = ReadProfiles(section),
        };
    }

    private static ProfileCatalog ReadProfiles(SettingsSection section)
    {
        const string key = "ServiceNow:ProfilesFolder";
        if (section.Text(key) is not { } folder) return ProfileCatalog.Shipped;
        try
        {
            return ProfileCatalog.With(folder);
        }
        catch (ProfileException e)
        {
            section.Fault(key, folder, $"a folder of profiles without faults. These have some:{Environment.NewLine}{e.Message}{Environment.NewLine}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            section.Fault(key, folder, $"a folder that can be read ({e.Message})");
        }
        return ProfileCatalog.Shipped;
    }

    // the text is never shown: it may hold a password
    private static void CheckConnectionString(SettingsSection section, StoreProvider provider, string text)
    {
        try
        {
            DbConnectionStringBuilder parsed = provider == StoreProvider.Sqlite ? new SqliteConnectionStringBuilder(text) : new NpgsqlConnectionStringBuilder(text);
            var isFile = parsed is SqliteConnectionStringBuilder sqlite
                && sqlite is { DataSource.Length: > 0, Mode: SqliteOpenMode.ReadWriteCreate or SqliteOpenMode.ReadWrite }
                && !sqlite.DataSource.Contains(":memory:", StringComparison.OrdinalIgnoreCase);
            if (provider == StoreProvider.Sqlite && !isFile)
                section.SecretFault("Store:ConnectionString", "it names no file that can be written", "Data Source=<file>");
            if (parsed is NpgsqlConnectionStringBuilder { Host: null or "" })
                section.SecretFault("Store:ConnectionString", "it names no Host", "an Npgsql connection string");
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            section.SecretFault("Store:ConnectionString", "it cannot be read", provider == StoreProvider.Sqlite
                ? "a connection string of Microsoft.Data.Sqlite, for example Data Source=data/ml-connector.db"
                : "an Npgsql connection string, for example Host=db;Database=connector;Username=connector;Password=…");
        }
    }

    private static QuickBooksSettings ReadQuickBooks(SettingsSection section)
    {
        var environment = section.Choice("QuickBooks:Environment", IntuitEnvironment.Production);
        var api = environment == IntuitEnvironment.Production ? "https://quickbooks.api.intuit.com" : "https://sandbox-quickbooks.api.intuit.com";
        return new QuickBooksSettings(
            new QuickBooksOptions(
                section.Address("QuickBooks:ApiUrl") ?? new Uri(api),
                section.Address("QuickBooks:TokenUrl") ?? new Uri("https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer"),
                section.Address("QuickBooks:RevokeUrl") ?? new Uri("https://developer.api.intuit.com/v2/oauth2/tokens/revoke"),
                section.Text("QuickBooks:ClientId") ?? "",
                section.Text("QuickBooks:ClientSecret") ?? "")
            {
                Limits = new CallLimits(
                    section.Number("QuickBooks:RequestsPerMinute", CallLimits.Default.PerMinute, 1, 100_000),
                    section.Number("QuickBooks:RequestsPerSecond", CallLimits.Default.PerSecond, 1, 1000),
                    section.Number("QuickBooks:MaxConcurrency", CallLimits.Default.InFlight, 1, 64)),
            },
            environment,
            section.Address("QuickBooks:AuthorizeUrl") ?? new Uri("https://appcenter.intuit.com/connect/oauth2"),
            section.Address("QuickBooks:RedirectUrl"),
            section.Text("QuickBooks:WebhookVerifierToken"),
            section.Number("QuickBooks:MonthlyCallBudget", 500_000, 1, int.MaxValue));
    }
}
