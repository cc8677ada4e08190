using System.Collections.Immutable;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.DependencyInjection;
using Akka.Event;
using Akka.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Akka.Hosting;

public delegate Task ActorStarterWithResolver(ActorSystem system, IActorRegistry registry, IDependencyResolver resolver);

/// <summary>Gathers what an actor system is made of, then makes it and starts its actors in the order they were named.</summary>
public sealed class AkkaConfigurationBuilder
{
    private readonly string _actorSystemName;
    private readonly List<ActorStarterWithResolver> _actors = [];
    private readonly List<Action<ActorSystem, IActorRegistry>> _startups = [];
    private readonly List<(string Id, ImmutableHashSet<Type> Types, Func<ExtendedActorSystem, Serializer> Create)> _serializers = [];

    internal AkkaConfigurationBuilder(string actorSystemName) => _actorSystemName = actorSystemName;

    internal Config Configuration { get; private set; } = Config.Empty;

    internal bool LogsToConsole { get; set; } = true;

    internal bool LogsToFactory { get; set; }

    /// <summary>Runs after all actors have been started.</summary>
    public AkkaConfigurationBuilder AddStartup(Action<ActorSystem, IActorRegistry> startupTask)
    {
        _startups.Add(startupTask);
        return this;
    }

    public AkkaConfigurationBuilder WithCustomSerializer(
        string serializerIdentifier, IEnumerable<Type> boundTypes, Func<ExtendedActorSystem, Serializer> serializerFactory)
    {
        _serializers.Add((serializerIdentifier, boundTypes.ToImmutableHashSet(), serializerFactory));
        return this;
    }

    internal AkkaConfigurationBuilder StartActors(ActorStarterWithResolver starter)
    {
        _actors.Add(starter);
        return this;
    }

    internal AkkaConfigurationBuilder AddConfiguration(Config config, HoconAddMode mode)
    {
        Configuration = mode == HoconAddMode.Prepend ? config.WithFallback(Configuration) : Configuration.WithFallback(config);
        return this;
    }

    internal ActorSystem Build(IServiceProvider services)
    {
        return ActorSystem.Create(_actorSystemName, ActorSystemSetup.Create(
            DependencyResolverSetup.Create(services), SerializationSetup.Create(CreateSerializers),
            new LogSinkSetup(LogSink(services)), BootstrapSetup.Create().WithConfig(Configuration)));
    }

    internal async Task Start(ActorSystem system)
    {
        var registry = ActorRegistry.For(system);
        var resolver = DependencyResolver.For(system).Resolver;
        foreach (var start in _actors) await start(system, registry, resolver).ConfigureAwait(false);
        foreach (var run in _startups) run(system, registry);
    }

    private Action<LogEvent> LogSink(IServiceProvider services)
    {
        Action<LogEvent> sink = static _ => { };
        if (LogsToConsole) sink += static log => Console.Out.WriteLine(log);
        if (LogsToFactory) sink += new HostLog(services.GetRequiredService<ILoggerFactory>()).Write;
        return sink;
    }

    private ImmutableHashSet<SerializerDetails> CreateSerializers(ExtendedActorSystem system) =>
        [.. _serializers.Select(s => SerializerDetails.Create(s.Id, s.Create(system), s.Types))];
}
