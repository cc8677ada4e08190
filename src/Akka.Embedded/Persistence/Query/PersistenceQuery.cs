using System.Collections.Concurrent;
using Akka.Actor;

namespace Akka.Persistence.Query;

/// <summary>A way to read a journal other than by recovering an actor.</summary>
public interface IReadJournal;

public sealed class PersistenceQueryProvider : ExtensionIdProvider<PersistenceQuery>
{
    public override PersistenceQuery CreateExtension(ExtendedActorSystem system) => new(system);
}

/// <summary>The read journals of an actor system.</summary>
public sealed class PersistenceQuery(ExtendedActorSystem system) : IExtension
{
    private readonly ConcurrentDictionary<string, IReadJournal> _journals = [];

    public static PersistenceQuery Get(ActorSystem system) => system.WithExtension<PersistenceQuery, PersistenceQueryProvider>();

    public TJournal ReadJournalFor<TJournal>(string readJournalPluginId) where TJournal : IReadJournal =>
        (TJournal)_journals.GetOrAdd(readJournalPluginId, id =>
            (IReadJournal)Activator.CreateInstance(typeof(TJournal), system, Persistence.Instance.Apply(system).QueryConfig(id))!);
}
