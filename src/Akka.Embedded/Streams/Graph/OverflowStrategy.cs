namespace Akka.Streams;

/// <summary>What becomes of an element that finds a buffer full.</summary>
public enum OverflowStrategy
{
    DropNew = 5,
    Backpressure = 6,
    Fail = 7,
}

public enum ThrottleMode
{
    /// <summary>Elements wait.</summary>
    Shaping,

    /// <summary>An element that would have to wait fails the stream.</summary>
    Enforcing,
}
