using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;

namespace Akka.Actor;

/// <summary>The recipe of an actor: made anew for every incarnation.</summary>
public class Props
{
    private static readonly ConcurrentDictionary<ConstructorInfo, ConstructorInvoker> Invokers = new();

    private readonly ConstructorInvoker? _constructor;
    private readonly object?[] _arguments = [];

    private protected Props(Type type) => Type = type;

    private Props(ConstructorInfo constructor, object?[] arguments, SupervisorStrategy? strategy)
        : this(constructor.DeclaringType!)
    {
        (_arguments, SupervisorStrategy) = (arguments, strategy);
        _constructor = Invokers.GetOrAdd(constructor, c => ConstructorInvoker.Create(c));
    }

    public Type Type { get; }

    internal SupervisorStrategy? SupervisorStrategy { get; }

    public static Props Create<TActor>(Expression<Func<TActor>> factory, SupervisorStrategy? supervisorStrategy = null)
        where TActor : ActorBase
    {
        if (factory.Body is not NewExpression { Constructor: { } constructor } made)
            throw new ArgumentException("The create function must be a 'new T (args)' expression");
        // the arguments are taken once, here: a restart makes the actor with the same ones
        var args = new object?[made.Arguments.Count];
        for (var i = 0; i < args.Length; i++) args[i] = Evaluate(made.Arguments[i]);
        return new Props(constructor, args, supervisorStrategy);
    }

    internal virtual ActorBase Make() => (ActorBase)_constructor!.Invoke(new Span<object?>(_arguments))!;

    internal virtual void Release(ActorBase actor) => (actor as IDisposable)?.Dispose();

    // what closures capture is read directly: to compile an expression costs far more than the actor
    private static object? Evaluate(Expression expression) => expression switch
    {
        ConstantExpression constant => constant.Value,
        MemberExpression { Member: FieldInfo field } member => field.GetValue(member.Expression is null ? null : Evaluate(member.Expression)),
        MemberExpression { Member: PropertyInfo property } member => property.GetValue(member.Expression is null ? null : Evaluate(member.Expression)),
        _ => Expression.Lambda<Func<object>>(Expression.Convert(expression, typeof(object))).Compile(preferInterpretation: true)(),
    };
}
