using Akka.Persistence.Journal;

namespace MlConnector.Actors.Journal;

/// <summary>Marks every event with the tag that the read side follows.</summary>
public sealed class ConnectorTag : IWriteEventAdapter
{
    public const string Name = "connector";

    private static readonly string[] Tags = [Name];

    public string Manifest(object evt) => "";

    public object ToJournal(object evt) => new Tagged(evt, Tags);
}
