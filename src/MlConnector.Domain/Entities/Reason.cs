namespace MlConnector.Domain.Entities;

/// <summary>Why something is not done: a stable code, what was wrong and where, and what to do about it.</summary>
public sealed record Reason(string Code, string Text, string NextStep)
{
    public override string ToString() => $"{Text} {NextStep}";
}
