using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MlConnector.Domain.Realms;

namespace MlConnector.Actors.Secrets;

/// <summary>Seals with ASP.NET Core Data Protection; its key ring is in the store, each key wrapped by the master key.</summary>
public sealed class SecretSealer : ISecretSealer
{
    private readonly KeyRingTable _table;
    private readonly MasterKey _master;
    private readonly ILoggerFactory _logging;
    private volatile IDataProtector _protector;

    private SecretSealer(KeyRingTable table, MasterKey master, ILoggerFactory logging)
    {
        (_table, _master, _logging) = (table, master, logging);
        _protector = ReadKeyRing();
    }

    /// <summary>Opens the store's key ring, or makes it.</summary>
    /// <exception cref="WrongMasterKeyException">Its keys were wrapped with another master key.</exception>
    public static SecretSealer Open(ConnectorOptions store, MasterKey master, ILoggerFactory logging)
    {
        var table = new KeyRingTable(store);
        table.Prepare();
        RefuseWrongKey(table, master);
        return new SecretSealer(table, master, logging);
    }

    public SealedSecret Seal(string secret) => new(_protector.Protect(secret));

    public string Open(SealedSecret secret)
    {
        try
        {
            return _protector.Unprotect(secret.Value);
        }
        catch (CryptographicException)
        {
            // another node may have added a key since the ring was read
            _protector = ReadKeyRing();
            return _protector.Unprotect(secret.Value);
        }
    }

    private IDataProtector ReadKeyRing()
    {
        var services = new ServiceCollection();
        services.AddSingleton(_master);
        services.AddSingleton(_logging);
        services.AddDataProtection().SetApplicationName("ml-connector");
        services.Configure<KeyManagementOptions>(options => (options.XmlRepository, options.XmlEncryptor) = (_table, new KeyWrapper(_master)));
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>().CreateProtector("credentials");
    }

    // Data Protection itself would pass over keys that it cannot read, and make a new one
    private static void RefuseWrongKey(KeyRingTable table, MasterKey master)
    {
        foreach (var wrapped in table.GetAllElements().SelectMany(e => e.Descendants("wrappedKey")))
        {
            try
            {
                master.Unwrap(Convert.FromBase64String(wrapped.Value));
            }
            catch (CryptographicException e)
            {
                throw new WrongMasterKeyException(e);
            }
        }
    }
}
