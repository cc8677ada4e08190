using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using MlConnector.Actors;
using MlConnector.Actors.Secrets;

namespace MlConnector.Node.Settings;

/// <summary>The two keys a node cannot be without, and the files that were made for them just now.</summary>
public sealed record NodeKeys(MasterKey Master, string AdminApiKey, IReadOnlyList<string> Made)
{
    /// <summary>Takes the keys from the settings; in development, from files beside the store that are made at the first start.</summary>
    public static NodeKeys Resolve(NodeSettings settings, bool development)
    {
        var folder = development ? FolderOf(settings.Connector) : null;
        var faults = new List<string>();
        var made = new List<string>();
        var master = MasterKeyOf(settings.MasterKey, folder, faults, made);
        var admin = AdminKeyOf(settings.AdminApiKey, folder, faults, made);
        return faults.Count == 0 ? new NodeKeys(master!, admin!, made) : throw new SettingsException(faults);
    }

    private static MasterKey? MasterKeyOf(SecretSetting setting, string? folder, List<string> faults, List<string> made)
    {
        if (setting is { Value: not null, File: not null })
        {
            faults.Add("MlConnector:Secrets:MasterKey and :MasterKeyFile are both set. Allowed is one of them.");
            return null;
        }
        var file = setting.File ?? (setting.Value is null && folder is not null ? MadeFile(folder, "master.key", made) : null);
        var text = setting.Value;
        var where = file is null ? "MlConnector:Secrets:MasterKey" : $"MlConnector:Secrets:MasterKeyFile ({file})";
        if (file is not null)
        {
            try
            {
                text = File.ReadAllText(file).Trim();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                faults.Add($"{where} cannot be read: {e.Message} Allowed is a file that holds 32 bytes in base64; make one with: openssl rand -base64 32 > {file}");
                return null;
            }
        }
        if (text is null)
        {
            faults.Add("MlConnector:Secrets:MasterKey is missing: it encrypts the stored credentials, and only a Development node makes one by itself. "
                + "Make one with: openssl rand -base64 32 — and set it, or name a file that holds it in MlConnector:Secrets:MasterKeyFile. Keep a copy: without it the stored credentials are lost.");
            return null;
        }
        if (MasterKey.TryParse(text, out var key)) return key;
        faults.Add($"{where} is (not shown): it is no 32 bytes in base64. Make one with: openssl rand -base64 32");
        return null;
    }

    private static string? AdminKeyOf(SecretSetting setting, string? folder, List<string> faults, List<string> made)
    {
        if (setting.Value is { } key && !string.IsNullOrWhiteSpace(key)) return key;
        if (setting.Value is not null)
            faults.Add("MlConnector:Admin:ApiKey is blank: everybody could guess it. Make one with: openssl rand -base64 32");
        else if (folder is null)
            faults.Add("MlConnector:Admin:ApiKey is missing: it is the bearer key of /api, and only a Development node makes one by itself. Make one with: openssl rand -base64 32");
        else
            return File.ReadAllText(MadeFile(folder, "admin.key", made)).Trim();
        return null;
    }

    private static string MadeFile(string folder, string name, List<string> made)
    {
        var file = Path.Combine(folder, name);
        if (File.Exists(file)) return file;
        Directory.CreateDirectory(folder);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, options);
        writer.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(MasterKey.Size)));
        made.Add(file);
        return file;
    }

    private static string FolderOf(ConnectorOptions store)
    {
        if (store.Provider != StoreProvider.Sqlite) return Path.GetFullPath("data");
        var file = new SqliteConnectionStringBuilder(store.ConnectionString).DataSource;
        return Path.GetDirectoryName(Path.GetFullPath(file)) ?? Path.GetFullPath("data");
    }
}
