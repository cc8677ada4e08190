namespace Akka.Persistence.Query;

/// <summary>A way to read a journal other than by recovering an actor.</summary>
public interface IReadJournal;
