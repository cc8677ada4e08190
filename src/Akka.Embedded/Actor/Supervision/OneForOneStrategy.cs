namespace Akka.Actor;

/// <summary>Each child answers for itself. A negative limit, or none, lets it restart without end; 0 never.</summary>
public class OneForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider) : SupervisorStrategy
{
    public OneForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(null, null, localOnlyDecider) { }

    internal override Directive Decide(ChildStats child, Exception cause, DateTimeOffset now)
    {
        var directive = localOnlyDecider(cause);
        var most = maxNrOfRetries is >= 0 and var limit ? limit : (int?)null;
        if (directive != Directive.Restart || most is null && withinTimeRange is null) return directive;
        if (most == 0) return Directive.Stop;
        if (child.WindowStart is not { } start || now - start > (withinTimeRange ?? TimeSpan.MaxValue))
        {
            (child.WindowStart, child.Restarts) = (now, 1);
            return directive;
        }
        return ++child.Restarts <= (most ?? 1) ? directive : Directive.Stop;
    }
}
