using Akka;
using Akka.Actor;
using Akka.Persistence.Query;
using Akka.Persistence.Sql.Query;
using Akka.Streams;
using Akka.Streams.Dsl;
using Microsoft.Extensions.Logging;
using MlConnector.Actors.Journal;

namespace MlConnector.Actors.ReadSide;

/// <summary>Follows the journal and keeps the read side up with it. It stops on a failure; its supervisor starts it again from where it was.</summary>
public sealed class ReadSideProjection : ReceiveActor
{
    private const int MostAtOnce = 500;

    private readonly ReadSideWriter _writer;
    private readonly CancellationTokenSource _stopping = new();

    public ReadSideProjection(ReadSideWriter writer, ILogger<ReadSideProjection> log)
    {
        _writer = writer;
        Receive<long>(Follow);
        Receive<Done>(_ => Context.Stop(Self));
        Receive<Failed>(f =>
        {
            ReadSideLog.Failed(log, f.Cause);
            Context.Stop(Self);
        });
    }

    protected override void PreStart() => _writer.PositionAsync(_stopping.Token).PipeTo(Self, failure: e => new Failed(e));

    protected override void PostStop() => _stopping.Cancel();

    private void Follow(long position)
    {
        PersistenceQuery.Get(Context.System).ReadJournalFor<SqlReadJournal>(SqlReadJournal.Identifier)
            .EventsByTag(ConnectorTag.Name, position == 0 ? Offset.NoOffset() : Offset.Sequence(position))
            // as many as have gathered while the last batch was written: no event waits for a full one
            .Batch(MostAtOnce, e => new List<EventEnvelope> { e }, (batch, e) =>
            {
                batch.Add(e);
                return batch;
            })
            .SelectAsync(1, batch => _writer.ApplyAsync(batch, _stopping.Token))
            .RunWith(Sink.Ignore<int>(), Context.Materializer())
            .PipeTo(Self, success: _ => Done.Instance, failure: e => new Failed(e));
    }

    // at a stop it is the stop's own doing, and comes when nobody is left to take it
    private sealed record Failed(Exception Cause) : INoSerializationVerificationNeeded, Akka.Event.IDeadLetterSuppression;
}

internal static partial class ReadSideLog
{
    [LoggerMessage(LogLevel.Error, "The read side could not be brought forward; it is tried again")]
    public static partial void Failed(ILogger log, Exception cause);
}
