using MlConnector.Domain.Realms;

namespace MlConnector.Node.Connections;

/// <summary>A connection as an operator writes it, checked. A secret left out keeps the stored one.</summary>
public sealed record ConnectionRequest(ConnectionSettings Settings, string? ClientSecret, string? RefreshToken)
{
    public override string ToString() => Settings.ToString();
}
