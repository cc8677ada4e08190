using System.Globalization;
using System.Runtime.InteropServices;
using MlConnector.Sandbox.QuickBooks.Seed;

namespace MlConnector.Sandbox;

/// <summary>Runs the sandbox by itself until it is stopped: <c>--port 7400 --seed 1 --vendors 40 --bills 300 --payments 120 --companies 1</c>.</summary>
public static class SandboxCommand
{
    private static readonly string[] Known = ["--port", "--seed", "--vendors", "--bills", "--payments", "--companies"];

    public static async Task<int> RunAsync(string[] args)
    {
        if (!TryRead(args, out var given))
        {
            await Console.Error.WriteLineAsync($"Options are {string.Join(", ", Known)}, each with a whole number.");
            return 2;
        }

        var port = given.GetValueOrDefault("--port", 7400);
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Port = port, ServiceNowPort = port == 0 ? 0 : port + 1, SendsWebhooks = true });
        for (var i = 0; i < given.GetValueOrDefault("--companies", 1); i++)
        {
            var seed = new CompanySeed();
            sandbox.QuickBooks.AddCompany(seed with
            {
                Seed = given.GetValueOrDefault("--seed", 1) + i,
                RealmId = (long.Parse(seed.RealmId, CultureInfo.InvariantCulture) + i).ToString(CultureInfo.InvariantCulture),
                Name = i == 0 ? seed.Name : $"{seed.Name} {i + 1}",
                Vendors = given.GetValueOrDefault("--vendors", seed.Vendors),
                Bills = given.GetValueOrDefault("--bills", seed.Bills),
                Payments = given.GetValueOrDefault("--payments", seed.Payments),
            });
        }

        Describe(sandbox);
        var stopped = new TaskCompletionSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        await stopped.Task;
        return 0;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stopped.TrySetResult();
        }
    }

    private static bool TryRead(string[] args, out Dictionary<string, int> given)
    {
        given = [];
        for (var i = 0; i < args.Length; i += 2)
        {
            if (!Known.Contains(args[i]) || i + 1 == args.Length || !int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var value) || value < 0)
                return false;
            given[args[i]] = value;
        }

        return true;
    }

    private static void Describe(SandboxHost sandbox)
    {
        var quickBooks = sandbox.QuickBooks;
        var serviceNow = sandbox.ServiceNow;
        Console.WriteLine($"""
            QuickBooks Online
              API        {quickBooks.ApiUrl}
              token      {quickBooks.TokenUrl}
              authorize  {quickBooks.AuthorizeUrl}
              revoke     {quickBooks.RevokeUrl}
              client     {quickBooks.Settings.ClientId} / {quickBooks.Settings.ClientSecret}
              webhooks   verifier token {quickBooks.Settings.WebhookVerifierToken}
            """);
        foreach (var company in quickBooks.Companies)
            Console.WriteLine($"  realm      {company.RealmId}  {company.Name}\n             refresh token {quickBooks.Connect(company.RealmId)}");
        var realm = quickBooks.Companies.FirstOrDefault()?.RealmId;
        Console.WriteLine($"""

            ServiceNow
              instance   {serviceNow.Url}   (also at {serviceNow.RootUrl})
              client     {serviceNow.Settings.ClientId} / {serviceNow.Settings.ClientSecret}
              Basic      {serviceNow.Settings.UserName} / {serviceNow.Settings.Password}

            Look around
              curl -s {sandbox.Address}sandbox             (all that can be asked and done here)
              curl -s {sandbox.Address}sandbox/summary
              curl -s {sandbox.Address}sandbox/requests
              curl -su {serviceNow.Settings.UserName}:{serviceNow.Settings.Password} '{serviceNow.Url}/api/now/table/sn_apo_invoice?sysparm_limit=5'
            """);
        if (realm is not null)
            Console.WriteLine($"  curl -s -H 'Authorization: Bearer {quickBooks.AccessToken(realm)}' '{quickBooks.ApiUrl}/v3/company/{realm}/query?query=select%20*%20from%20Bill%20maxresults%201'");
        Console.WriteLine("\nCtrl+C stops it.");
    }
}
