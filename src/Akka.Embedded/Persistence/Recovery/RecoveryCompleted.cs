namespace Akka.Persistence;

/// <summary>The last message of a recovery.</summary>
public sealed class RecoveryCompleted
{
    public static readonly RecoveryCompleted Instance = new();

    private RecoveryCompleted() { }
}
