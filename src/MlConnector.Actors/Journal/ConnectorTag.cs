using Akka.Configuration;
using Akka.Persistence.Journal;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;

namespace MlConnector.Actors.Journal;

/// <summary>Marks every event with the tag that the read side follows.</summary>
public sealed class ConnectorTag : IWriteEventAdapter
{
    public const string Name = "connector";

    private static readonly string[] Tags = [Name];

    /// <summary>The settings that put it before a journal.</summary>
    public static Config Binding(string journal) => ConfigurationFactory.ParseString($$"""
        {{journal}} {
          event-adapters.connector-tag = "{{NameOf(typeof(ConnectorTag))}}"
          event-adapter-bindings {
            "{{NameOf(typeof(IEntityEvent))}}" = connector-tag
            "{{NameOf(typeof(IRealmEvent))}}" = connector-tag
          }
        }
        """);

    public string Manifest(object evt) => "";

    public object ToJournal(object evt) => new Tagged(evt, Tags);

    private static string NameOf(Type type) => $"{type.FullName}, {type.Assembly.GetName().Name}";
}
