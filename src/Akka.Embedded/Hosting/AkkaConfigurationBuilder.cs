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

public delegate Task ActorStarter(ActorSystem system, IActorRegistry registry);

public delegate Task ActorStarterWithResolver(ActorSystem system, IActorRegistry registry, IDependencyResolver resolver);

public delegate Task StartupTask(ActorSystem system, IActorRegistry registry);

/// <summary>Gathers what an actor system is made of, then makes it and starts its actors in the order they were named.</summary>
public sealed class AkkaConfigurationBuilder
{
    private readonly string _actorSystemName;
    private readonly List<ActorStarterWithResolver> _actors = [];
    private readonly List<StartupTask> _startups = [];
    private readonly List<Type> _extensions = [];
    private readonly List<(string Id, ImmutableHashSet<Type> Types, Func<ExtendedActorSystem, Serializer> Create)> _serializers = [];
    private readonly List<Setup> _setups = [];

    public AkkaConfigurationBuilder(IServiceCollection serviceCollection, string actorSystemName)
    {
        ServiceCollection = serviceCollection;
        _actorSystemName = actorSystemName;
    }

    internal IServiceCollection ServiceCollection { get; }

    internal Config Configuration { get; private set; } = Config.Empty;

    internal bool LogsToConsole { get; set; } = true;

    internal bool LogsToFactory { get; set; }

    internal ILoggerFactory? LoggerFactory { get; set; }

    public AkkaConfigurationBuilder StartActors(Action<ActorSystem, IActorRegistry> starter) =>
        StartActors((system, registry, _) => starter(system, registry));

    public AkkaConfigurationBuilder StartActors(Action<ActorSystem, IActorRegistry, IDependencyResolver> starter) =>
        StartActors((system, registry, resolver) =>
        {
            starter(system, registry, resolver);
            return Task.CompletedTask;
        });

    public AkkaConfigurationBuilder StartActors(ActorStarter starter) => StartActors((system, registry, _) => starter(system, registry));

    public AkkaConfigurationBuilder StartActors(ActorStarterWithResolver starter)
    {
        _actors.Add(starter);
        return this;
    }

    /// <summary>Runs after all actors have been started.</summary>
    public AkkaConfigurationBuilder AddStartup(StartupTask startupTask)
    {
        _startups.Add(startupTask);
        return this;
    }

    public AkkaConfigurationBuilder AddStartup(Action<ActorSystem, IActorRegistry> startupTask) =>
        AddStartup((system, registry) =>
        {
            startupTask(system, registry);
            return Task.CompletedTask;
        });

    public AkkaConfigurationBuilder WithCustomSerializer(string serializerIdentifier, IEnumerable<Type> boundTypes, Func<ExtendedActorSystem, Serializer> serializerFactory)
    {
        _serializers.Add((serializerIdentifier, boundTypes.ToImmutableHashSet(), serializerFactory));
        return this;
    }

    internal AkkaConfigurationBuilder AddConfiguration(Config config, HoconAddMode mode)
    {
        Configuration = mode switch
        {
            HoconAddMode.Prepend => config.WithFallback(Configuration),
            HoconAddMode.Append => Configuration.WithFallback(config),
            _ => config,
        };
        return this;
    }

    internal ActorSystem Build(IServiceProvider services)
    {
        List<Setup> setups = [DependencyResolverSetup.Create(services), .. _setups];
        if (_serializers.Count > 0) setups.Add(SerializationSetup.Create(CreateSerializers));
        setups.Add(new LogSinkSetup(LogSink(services)));
        setups.Add(BootstrapSetup.Create().WithConfig(Configuration));
        return ActorSystem.Create(_actorSystemName, ActorSystemSetup.Create([.. setups]));
    }

    internal async Task Start(ActorSystem system)
    {
        foreach (var extension in _extensions) system.RegisterExtension((IExtensionId)Activator.CreateInstance(extension)!);
        var registry = ActorRegistry.For(system);
        var resolver = DependencyResolver.For(system).Resolver;
        foreach (var start in _actors) await start(system, registry, resolver).ConfigureAwait(false);
        foreach (var run in _startups) await run(system, registry).ConfigureAwait(false);
    }

    private Action<LogEvent> LogSink(IServiceProvider services)
    {
        Action<LogEvent> sink = static _ => { };
        if (LogsToConsole) sink += static log => Console.Out.WriteLine(log);
        if (LogsToFactory) sink += new HostLog(LoggerFactory ?? services.GetRequiredService<ILoggerFactory>()).Write;
        return sink;
    }

    private ImmutableHashSet<SerializerDetails> CreateSerializers(ExtendedActorSystem system) =>
        [.. _serializers.Select(s => SerializerDetails.Create(s.Id, s.Create(system), s.Types))];
}
