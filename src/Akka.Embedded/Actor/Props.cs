using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;

namespace Akka.Actor;

/// <summary>The recipe of an actor: made anew for every incarnation.</summary>
public class Props
{
    private static readonly ConcurrentDictionary<Type, ConstructorInfo[]> Constructors = new();
    private static readonly ConcurrentDictionary<ConstructorInfo, ConstructorInvoker> Invokers = new();

    private readonly ConstructorInfo? _constructor;
    private readonly IIndirectActorProducer? _producer;

    public Props(Type type, params object[] args)
        : this(type, args, null, null, null) { }

    private Props(Type type, object?[] args, ConstructorInfo? constructor, IIndirectActorProducer? producer, SupervisorStrategy? strategy) =>
        (Type, Arguments, _constructor, _producer, SupervisorStrategy) = (type, args!, constructor, producer, strategy);

    public Type Type { get; }

    public object[] Arguments { get; }

    public SupervisorStrategy? SupervisorStrategy { get; }

    public static Props Create<TActor>(params object[] args)
        where TActor : ActorBase => Create(typeof(TActor), args);

    public static Props Create(Type type, params object[] args) => new(type, args);

    public static Props Create<TActor>(Expression<Func<TActor>> factory, SupervisorStrategy? supervisorStrategy = null)
        where TActor : ActorBase
    {
        if (factory.Body is not NewExpression { Constructor: { } constructor } made)
            throw new ArgumentException("The create function must be a 'new T (args)' expression");
        // the arguments are taken once, here: a restart makes the actor with the same ones
        var args = new object?[made.Arguments.Count];
        for (var i = 0; i < args.Length; i++) args[i] = Evaluate(made.Arguments[i]);
        return new Props(made.Type, args, constructor, null, supervisorStrategy);
    }

    public static Props CreateBy(IIndirectActorProducer producer, params object[] args) => new(producer.ActorType, args, null, producer, null);

    public virtual ActorBase NewActor()
    {
        if (_producer is not null) return _producer.Produce();
        return (ActorBase)Invokers.GetOrAdd(_constructor ?? Match(), c => ConstructorInvoker.Create(c)).Invoke(new Span<object?>(Arguments));
    }

    internal void Release(ActorBase actor)
    {
        if (_producer is not null) _producer.Release(actor);
        else (actor as IDisposable)?.Dispose();
    }

    private ConstructorInfo Match()
    {
        var all = Constructors.GetOrAdd(Type, t => t.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic));
        return Array.Find(all, c => Fits(c.GetParameters())) ?? throw new MissingMethodException(
            $"{Type} has no constructor that takes ({string.Join(", ", Arguments.Select(a => a?.GetType().Name ?? "null"))}).");
    }

    private bool Fits(ParameterInfo[] parameters) =>
        parameters.Length == Arguments.Length
        && parameters.Zip(Arguments).All(p => p.Second is null ? !p.First.ParameterType.IsValueType : p.First.ParameterType.IsInstanceOfType(p.Second));

    // what closures capture is read directly: to compile an expression costs far more than the actor
    private static object? Evaluate(Expression expression) => expression switch
    {
        ConstantExpression constant => constant.Value,
        MemberExpression { Member: FieldInfo field } member => field.GetValue(member.Expression is null ? null : Evaluate(member.Expression)),
        MemberExpression { Member: PropertyInfo property } member => property.GetValue(member.Expression is null ? null : Evaluate(member.Expression)),
        _ => Expression.Lambda<Func<object>>(Expression.Convert(expression, typeof(object))).Compile(preferInterpretation: true)(),
    };
}

/// <summary>Makes actors for those who do not want that done by constructor: a container, a test.</summary>
public interface IIndirectActorProducer
{
    Type ActorType { get; }

    ActorBase Produce();

    void Release(ActorBase actor);
}
