using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using MlConnector.Domain.Checks;
using MlConnector.Domain.Realms;
using MlConnector.ServiceNow;
using MlConnector.ServiceNow.Checks;
using MlConnector.ServiceNow.Profiles;

namespace MlConnector.Actors;

/// <summary>Looks at an instance with a client of its own, beside the writer and its queue.</summary>
public sealed class InstanceInspector(ConnectorOptions options, ISecretSealer sealer, TimeProvider time, ILoggerFactory loggers)
{
    public async Task<InstanceFindings> LookAsync(ServiceNowSettings settings, SealedSecret? secret, CancellationToken ct)
    {
        if (secret is null) return NotBegun("token", "No client secret is stored.");
        try
        {
            using var gate = new PairGate(settings.MaxConcurrency ?? options.ServiceNowMaxConcurrency);
            using var client = new ServiceNowClient(TargetConnection.From(settings, sealer.Open(secret), options.Profiles), gate, time, loggers.CreateLogger<ServiceNowClient>());
            return await InstanceChecks.RunAsync(client, time, ct);
        }
        catch (ProfileException e)
        {
            return NotBegun("profile", e.Message);
        }
        catch (CryptographicException)
        {
            return NotBegun("token", "The stored client secret cannot be opened with this node's master key.");
        }
    }

    private static InstanceFindings NotBegun(string name, string detail) => new(
        [new Check(CheckSide.ServiceNow, name, false, detail, "Write the connection again, with its client secret and a profile that there is.")], false, []);
}
