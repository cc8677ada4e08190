using System.Security.Cryptography.X509Certificates;

namespace MlConnector.Sandbox;

/// <summary>How a sandbox is started. Ports of 0 are chosen by the system.</summary>
public sealed record SandboxOptions
{
    public int Port { get; init; }

    /// <summary>A second port that serves ServiceNow at its root, for clients that cannot take a path.</summary>
    public int ServiceNowPort { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Webhooks go out by themselves, once they have a target.</summary>
    public bool SendsWebhooks { get; init; }

    /// <summary>Serves https on both ports.</summary>
    public X509Certificate2? Certificate { get; init; }
}
