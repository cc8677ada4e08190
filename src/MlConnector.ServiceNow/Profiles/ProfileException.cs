namespace MlConnector.ServiceNow.Profiles;

/// <summary>A profile that cannot be used, with every fault that it has.</summary>
public sealed class ProfileException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}
