using Akka.Actor;
using Akka.Persistence;

namespace MlConnector.Benchmarks.Engine;

/// <summary>Persists one event a command, the next one when the last is durable.</summary>
internal sealed class Tally : ReceivePersistentActor
{
    private int _counted;

    public Tally(string id)
    {
        PersistenceId = id;
        Recover<Counted>(_ => _counted++);
        Command<Count>(count => Persist(Counted.One, _ =>
        {
            _counted++;
            if (count.Times == 1) Sender.Tell(_counted);
            else Self.Forward(new Count(count.Id, count.Times - 1));
        }));
        Command<CountAtOnce>(count =>
        {
            var left = count.Times;
            PersistAll(Enumerable.Repeat(Counted.One, count.Times), _ =>
            {
                _counted++;
                if (--left == 0) Sender.Tell(_counted);
            });
        });
        Command<HowMany>(_ => Sender.Tell(_counted));
    }

    public override string PersistenceId { get; }
}

internal interface IForTally
{
    string Id { get; }
}

internal sealed record Count(string Id, int Times) : IForTally;

internal sealed record CountAtOnce(string Id, int Times) : IForTally;

internal sealed record HowMany(string Id) : IForTally;

/// <summary>As long as an ordinary event.</summary>
internal sealed record Counted(string Text)
{
    public static readonly Counted One = new(new string('x', 200));
}
