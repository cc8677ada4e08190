using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Akka.Persistence.Sql;

namespace Compliance.Persistence;

/// <summary>Counts by persisting, and prints each number when it is durable.</summary>
public sealed class KillableCounter : ReceivePersistentActor
{
    private long _count;

    public KillableCounter(string id)
    {
        PersistenceId = id;
        Recover<string>(_ => _count++);
        Command<string>(_ => Sender.Tell(_count), text => text == "how many");
        Command<string>(_ => Persist("counted", _ =>
        {
            Console.Out.WriteLine($"{PersistenceId} {++_count}");
            Self.Tell("count");
        }));
    }

    public override string PersistenceId { get; }
}

/// <summary>The process that the kill tests start: ten counters that never stop.</summary>
public static class Program
{
    public static async Task Main(string[] args)
    {
        if (args is not ["count-until-killed", var config]) throw new ArgumentException("count-until-killed CONFIG");
        var system = ActorSystem.Create("killable", ConfigurationFactory.ParseString(await File.ReadAllTextAsync(config)).WithFallback(SqlPersistence.DefaultConfiguration));
        for (var i = 0; i < 10; i++)
        {
            var id = $"counter-{i}";
            system.ActorOf(Props.Create(() => new KillableCounter(id))).Tell("count");
        }
        await system.WhenTerminated;
    }
}
