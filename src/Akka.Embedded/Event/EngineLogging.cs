using Akka.Actor;
using Akka.Actor.Setup;

namespace Akka.Event;

/// <summary>Where a host wants the log events of a system; without it they go to standard output.</summary>
internal sealed class LogSinkSetup(Action<LogEvent> sink) : Setup
{
    internal Action<LogEvent> Sink { get; } = sink;
}

internal static class EngineLogging
{
    internal static void Start(ActorSystemImpl system, ActorSystemSetup setup)
    {
        system.EventStream.LogLevel = system.Settings.LogLevel.ToUpperInvariant() switch
        {
            "DEBUG" => LogLevel.DebugLevel,
            "INFO" => LogLevel.InfoLevel,
            "WARNING" => LogLevel.WarningLevel,
            "ERROR" => LogLevel.ErrorLevel,
            "OFF" => (LogLevel)int.MaxValue,
            var other => throw new Configuration.ConfigurationException($"akka.loglevel = {other}: DEBUG, INFO, WARNING, ERROR and OFF are known."),
        };
        var sink = setup.Get<LogSinkSetup>();
        system.EventStream.Sink = sink.HasValue ? sink.Value.Sink : static e => Console.Out.WriteLine(e);
    }

    /// <summary>Says so where messages are lost, but not for ever the same.</summary>
    internal static void LogDeadLetters(ActorSystemImpl system)
    {
        var left = system.Settings.LogDeadLetters;
        if (left > 0) system.EventStream.Subscribe(new Listener(system, left), typeof(DeadLetter));
    }

    private sealed class Listener(ActorSystemImpl system, int most) : EngineRef
    {
        private int _count;

        public override ActorPath Path { get; } = system.RootPath / "system" / "deadLetterListener";

        protected override void TellInternal(object message, IActorRef sender)
        {
            if (message is not DeadLetter letter || _count >= most) return;
            _count++;
            system.Log.Info(
                "Message [{0}] from {1} to {2} was not delivered. [{3}] dead letters encountered{4}.",
                letter.Message.GetType().Name, letter.Sender, letter.Recipient, _count, _count == most ? ", no more dead letters will be logged" : "");
        }
    }
}
