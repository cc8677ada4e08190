namespace Akka.Actor;

/// <summary>Each child answers for itself. A negative limit, or none, lets it restart without end; 0 never.</summary>
public class OneForOneStrategy : SupervisorStrategy
{
    public OneForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries, withinTimeRange, new LocalOnlyDecider(localOnlyDecider)) { }

    public OneForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, IDecider decider)
        : this(maxNrOfRetries ?? -1, (int?)withinTimeRange?.TotalMilliseconds ?? Timeout.Infinite, decider) { }

    public OneForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds, Func<Exception, Directive> localOnlyDecider, bool loggingEnabled = true)
        : this(maxNrOfRetries, withinTimeMilliseconds, new LocalOnlyDecider(localOnlyDecider), loggingEnabled) { }

    public OneForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds, IDecider decider, bool loggingEnabled = true)
    {
        (MaxNumberOfRetries, WithinTimeRangeMilliseconds, Decider) = (maxNrOfRetries, withinTimeMilliseconds, decider);
        LoggingEnabled = loggingEnabled;
    }

    public OneForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(-1, Timeout.Infinite, localOnlyDecider) { }

    public OneForOneStrategy(IDecider decider)
        : this(-1, Timeout.Infinite, decider) { }

    public int MaxNumberOfRetries { get; }

    public int WithinTimeRangeMilliseconds { get; }

    public override IDecider Decider { get; }

    internal override Directive Limit(Directive directive, ChildStats child, DateTimeOffset now)
    {
        if (directive != Directive.Restart || MaxNumberOfRetries < 0 && WithinTimeRangeMilliseconds <= 0) return directive;
        if (MaxNumberOfRetries == 0) return Directive.Stop;
        var most = MaxNumberOfRetries < 0 ? 1 : MaxNumberOfRetries;
        var window = WithinTimeRangeMilliseconds <= 0 ? TimeSpan.MaxValue : TimeSpan.FromMilliseconds(WithinTimeRangeMilliseconds);
        if (child.WindowStart is not { } start || now - start > window)
        {
            child.WindowStart = now;
            child.Restarts = 1;
            return directive;
        }
        return ++child.Restarts <= most ? directive : Directive.Stop;
    }
}
