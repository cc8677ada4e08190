namespace Akka.Streams;

/// <summary>The stream ended before this stage was done.</summary>
public sealed class AbruptStageTerminationException : Exception
{
    internal AbruptStageTerminationException()
        : base("The stage was stopped before it was done: its materializer was shut down, or its actor system terminated.") { }
}

public sealed class BufferOverflowException(string message) : Exception(message);

public sealed class StreamDetachedException(string message) : Exception(message);
