using Akka.Actor;
using Akka.Hosting;
using Akka.Persistence.Hosting;
using Akka.Persistence.Query;
using Akka.Persistence.Sql.Hosting;
using Akka.Persistence.Sql.Query;
using Akka.Streams;
using Akka.Streams.Dsl;
using Compliance.Hosting;
using Compliance.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Persistence;

/// <summary>Stores wired through the host: journal, snapshots, adapters and the query plug-in in one call.</summary>
public sealed class HostingTests
{
    [Fact]
    public async Task A_sql_store_is_wired_with_its_adapters_and_its_queries()
    {
        using var store = new SqliteStore();
        using var host = HostedSystem.Build((builder, _) => Serializer(builder).WithSqlPersistence(
            store.ConnectionString, "SQLite.MS", PersistenceMode.Both).AddHocon(AdapterSuite.Adapter<Scribe>("sql"), HoconAddMode.Prepend));
        await host.StartAsync();
        var system = host.Services.GetRequiredService<ActorSystem>();

        await Say(system, "Hello");
        var read = await PersistenceQuery.Get(system).ReadJournalFor<SqlReadJournal>(SqlReadJournal.Identifier).CurrentEventsByTag("speech", Offset.NoOffset())
            .RunWith(Sink.Seq<EventEnvelope>(), system.Materializer()).WaitAsync(HostedSystem.Patience);
        await host.StopAsync();

        read.Single().Event.ShouldBe(new Said("hello"));
        store.Rows("SELECT tag FROM tags ORDER BY tag").Select(row => row[0]).ShouldBe(["by-H", "speech"]);
    }

    private static AkkaConfigurationBuilder Serializer(AkkaConfigurationBuilder builder) =>
        builder.WithCustomSerializer("text", [typeof(IText)], system => new TextSerializer(system));

    private static IActorRef Start(ActorSystem system) => system.ActorOf(Props.Create(() => new Talker("somebody", ActorRefs.Nobody)));

    private static async Task<IActorRef> Say(ActorSystem system, string text)
    {
        var talker = Start(system);
        await talker.Ask<Talker.Done>(new Talker.Say(text), HostedSystem.Patience);
        return talker;
    }
}
