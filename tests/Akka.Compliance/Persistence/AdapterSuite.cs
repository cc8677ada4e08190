using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence.Journal;
using Compliance.Stores;

namespace Compliance.Persistence;

/// <summary>Stores what is said in upper case and with tags, reads it back in lower case, split at each '+'; drops what is silent.</summary>
public sealed class Scribe : IEventAdapter
{
    public string Manifest(object evt) => "";

    public object ToJournal(object evt) => evt is Said said ? new Tagged(new Said(said.Text.ToUpperInvariant()), ["speech", $"by-{said.Text[..1]}"]) : evt;

    public IEventSequence FromJournal(object evt, string manifest) => evt switch
    {
        Said { Text: "SILENCE" } => EventSequence.Empty,
        Said said => EventSequence.Create(said.Text.ToLowerInvariant().Split('+').Select(text => new Said(text))),
        _ => EventSequence.Single(evt),
    };
}

public abstract class AdapterSuite(TestStore store, Config adapters) : PersistenceSuite(store, adapters)
{
    internal static Config Adapter<TAdapter>(string journal) => ConfigurationFactory.ParseString($$"""
        akka.persistence.journal.{{journal}} {
          event-adapters { scribe = "{{typeof(TAdapter).FullName}}, Akka.Compliance" }
          event-adapter-bindings { "Compliance.Stores.Said, Akka.Compliance" = scribe }
        }
        """);

    [StoreFact]
    public async Task Events_pass_the_adapter_on_their_way_in_and_out()
    {
        var id = NewId();
        var talker = Start(id);
        await ExpectMsgAsync(new Talker.Recovered(0), Patience);
        talker.Tell(new Talker.SayAll("One+Two", "silence", "Three"));
        await ExpectMsgAsync(new Talker.Done("One+Two", 1), Patience);
        await ExpectMsgAsync(new Talker.Done("silence", 2), Patience);
        await ExpectMsgAsync(new Talker.Done("Three", 3), Patience);

        talker = await Restarted(talker, id);

        await ExpectMsgAsync(new Talker.Recovered(3), Patience);
        (await HeardBy(talker)).ShouldBe(["one", "two", "three"]);
    }
}

public sealed class Adapters_in_Sqlite() : AdapterSuite(new SqliteStore(), Adapter<Scribe>("sql"));

[OnPostgres]
public sealed class Adapters_in_Postgres() : AdapterSuite(new PostgresStore(), Adapter<Scribe>("sql"));
