namespace Akka.Persistence.Journal;

public interface IEventSequence
{
    IEnumerable<object> Events { get; }
}

public static class EventSequence
{
    public static IEventSequence Empty = new Several([]);

    public static IEventSequence Single(object e) => new Several([e]);

    public static IEventSequence Create(IEnumerable<object> events) => new Several(events);

    private sealed class Several(IEnumerable<object> events) : IEventSequence
    {
        public IEnumerable<object> Events => events;
    }
}
