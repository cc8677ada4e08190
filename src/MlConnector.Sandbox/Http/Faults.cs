namespace MlConnector.Sandbox.Http;

/// <summary>The rules by which calls go wrong. The first rule that matches a call decides.</summary>
public sealed class Faults(TimeProvider time)
{
    private readonly Lock _gate = new();
    private FaultRule[] _rules = [];

    public IReadOnlyList<FaultRule> Rules => _rules;

    public FaultRule Add(FaultRule rule)
    {
        lock (_gate)
            _rules = [.. _rules, rule];
        return rule;
    }

    public void Clear()
    {
        lock (_gate)
            _rules = [];
    }

    internal ValueTask<Answer> AroundAsync(Call call, Func<Call, ValueTask<Answer>> effect)
    {
        foreach (var rule in _rules)
        {
            if (rule.Befalls(call))
                return SufferAsync(rule, call, effect);
        }

        return effect(call);
    }

    private async ValueTask<Answer> SufferAsync(FaultRule rule, Call call, Func<Call, ValueTask<Answer>> effect)
    {
        if (rule.Delay > TimeSpan.Zero && !rule.AfterEffect)
            await Task.Delay(rule.Delay, time);

        var instead = rule.AfterEffect ? null : rule.Replace(null);
        if (instead is not null)
            return instead;

        var real = await effect(call);
        if (rule.Delay > TimeSpan.Zero && rule.AfterEffect)
            await Task.Delay(rule.Delay, time);
        return rule.Replace(real) ?? real;
    }
}
