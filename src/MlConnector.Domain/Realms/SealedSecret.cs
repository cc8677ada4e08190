namespace MlConnector.Domain.Realms;

/// <summary>A secret in its encrypted form, the only one that a state or an event may hold.</summary>
public sealed record SealedSecret(string Value)
{
    public override string ToString() => "(sealed)";
}
