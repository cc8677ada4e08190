namespace Akka;

/// <summary>Something has ended, and there is nothing more to say of it.</summary>
public sealed class Done
{
    private Done() { }

    public static readonly Done Instance = new();
}

/// <summary>Stands where a value is of no use.</summary>
public sealed class NotUsed
{
    private NotUsed() { }

    public static readonly NotUsed Instance = new();
}
