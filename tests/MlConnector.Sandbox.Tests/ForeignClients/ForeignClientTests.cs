using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MlConnector.Sandbox.QuickBooks.Seed;

namespace MlConnector.Sandbox.Tests.ForeignClients;

/// <summary>Clients that others wrote find in the sandbox what they expect of the real systems. All of it over https.</summary>
public sealed class ForeignClientTests : IAsyncLifetime
{
    private readonly X509Certificate2 _certificate = SelfMade();
    private readonly string _authority = Path.Combine(AppContext.BaseDirectory, $"sandbox-{Guid.NewGuid():N}.pem");
    private SandboxHost _sandbox = null!;
    private string _realm = "";

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(_authority, _certificate.ExportCertificatePem());
        _sandbox = await SandboxHost.StartAsync(new SandboxOptions { Certificate = _certificate });
        _realm = _sandbox.QuickBooks.AddCompany(new CompanySeed { Vendors = 6, Bills = 20, Payments = 5 }).RealmId;
    }

    public async Task DisposeAsync()
    {
        await _sandbox.DisposeAsync();
        File.Delete(_authority);
        _certificate.Dispose();
    }

    [NodeFact]
    public async Task Intuits_client_for_oauth_goes_from_consent_to_revocation()
    {
        _sandbox.QuickBooks.Settings.RefreshTokenChangesAfter = TimeSpan.Zero;
        await RunAsync("intuit-oauth.js");
        _sandbox.Journal.Count("quickbooks.revoke").ShouldBe(1);
    }

    [NodeFact]
    public async Task Node_quickbooks_reads_queries_changes_and_watches()
    {
        await RunAsync("node-quickbooks.js");
        _sandbox.QuickBooks[_realm].Ids("Vendor").Count.ShouldBe(7);
        _sandbox.QuickBooks[_realm].Ids("Bill").Count.ShouldBe(20);
    }

    [NodeFact]
    public async Task Servicenow_rest_api_writes_and_reads_records()
    {
        await RunAsync("servicenow-rest-api.js");
        _sandbox.ServiceNow.Rows("sn_apo_invoice").ShouldHaveSingleItem()["correlation_id"].ShouldBe("QBO-1-Bill-1");
    }

    private Task RunAsync(string script) => Node.RunAsync(script, new()
    {
        ["NODE_EXTRA_CA_CERTS"] = _authority,
        ["QUICKBOOKS"] = _sandbox.QuickBooks.ApiUrl,
        ["CLIENT_ID"] = _sandbox.QuickBooks.Settings.ClientId,
        ["CLIENT_SECRET"] = _sandbox.QuickBooks.Settings.ClientSecret,
        ["REALM"] = _realm,
        ["REFRESH_TOKEN"] = _sandbox.QuickBooks.Connect(_realm),
        ["INSTANCE"] = new Uri(_sandbox.ServiceNow.RootUrl).Authority,
        ["USER_NAME"] = _sandbox.ServiceNow.Settings.UserName,
        ["PASSWORD"] = _sandbox.ServiceNow.Settings.Password,
    });

    private static X509Certificate2 SelfMade()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null, X509KeyStorageFlags.Exportable);
    }
}
