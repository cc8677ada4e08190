namespace MlConnector.Node.Settings;

/// <summary>The node cannot start as it is set up; the message tells a person what to change.</summary>
public sealed class SettingsException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    public SettingsException(string fault)
        : this([fault])
    {
    }

    public IReadOnlyList<string> Faults { get; } = faults;
}
