namespace Akka.Actor;

/// <summary>Birth, restart and death of the actor, and what its parent decides about its failures.</summary>
internal sealed partial class ActorCell
{
    private bool _failed;
    private Exception? _restartCause;
    private object? _failedOn;

    private void Create()
    {
        try
        {
            Incarnate();
            _life = Life.Running;
            _actor!.AroundPreStart();
        }
        catch (Exception e)
        {
            _life = Life.Running;
            DropActor();
            throw e as ActorInitializationException ?? new ActorInitializationException($"{_props.Type} could not be started: {e.Message}", e);
        }
    }

    private void Incarnate()
    {
        _behavior = null!;
        var actor = _props.Make();
        // a behaviour that the constructor chose stays
        _behavior ??= actor.ReceiveDelegate;
        _actor = actor;
        if (actor is IActorStash stashing) stashing.Stash ??= NewStash();
        if (actor is IWithTimers timed) timed.Timers = Timers;
    }

    private void HandleFailure(Exception cause, LocalRef? failedChild = null)
    {
        if (_failed || _life is Life.Stopping or Life.Terminated)
        {
            _system.LogError(cause, _self.Path, "failed while it was being stopped or restarted");
            return;
        }
        _failed = true;
        _failedOn = _current.Message;
        _suspended++;
        SuspendChildren(failedChild);
        if (_parent is null) _system.Abort(cause);
        else _parent.PostSystem(() => _parent.OnChildFailed(_self, cause));
    }

    private void OnChildFailed(LocalRef failed, Exception cause)
    {
        if (!TryGetChild(failed, out var child)) return;
        var strategy = _actor?.Strategy ?? _props.SupervisorStrategy ?? SupervisorStrategy.DefaultStrategy;
        var directive = strategy.Decide(child, cause, _system.Runtime.Time.GetUtcNow());
        if (directive != Directive.Escalate) _system.LogError(cause, failed.Path, $"failed; directive {directive}");
        if (directive == Directive.Resume) failed.Cell.PostSystem(() => failed.Cell.Resume(true));
        else if (directive == Directive.Restart) failed.Cell.PostSystem(() => failed.Cell.BeginRestart(cause));
        else if (directive == Directive.Stop) failed.Stop();
        else HandleFailure(cause, failed);
    }

    private void Resume(bool causedByFailure)
    {
        if (_actor is null)
        {
            BeginRestart(new ActorInitializationException($"{_self.Path} was resumed before it was ever started."));
            return;
        }
        if (_suspended > 0) _suspended--;
        if (causedByFailure) _failed = false;
        foreach (var child in Children) child.Cell.PostSystem(() => child.Cell.Resume(false));
    }

    private void BeginRestart(Exception cause)
    {
        if (_life is Life.Stopping or Life.Terminated) return;
        _life = Life.Restarting;
        _restartCause = cause;
        if (_actor is { } old) Try(() => old.AroundPreRestart(cause, (_failedOn ?? _current.Message)!), "failed in PreRestart");
        SetReceiveTimeout(null);
        DropActor();
        _suspended -= _awaiting;
        _awaiting = 0;
        _current = default;
        if (!AnyChildStopping) FinishRestart();
    }

    private void FinishRestart()
    {
        var cause = _restartCause!;
        _restartCause = null;
        _failedOn = null;
        _failed = false;
        if (_suspended > 0) _suspended--;
        var survivors = Children.ToArray();
        try
        {
            Incarnate();
            _life = Life.Running;
            _actor!.AroundPostRestart(cause, null!);
        }
        catch (Exception e)
        {
            _life = Life.Running;
            DropActor();
            throw new PostRestartException(e, cause);
        }
        foreach (var child in survivors) child.Cell.PostSystem(() => child.Cell.BeginRestart(cause));
    }

    internal void Terminate()
    {
        if (_life is Life.Stopping or Life.Terminated) return;
        SetReceiveTimeout(null);
        foreach (var child in Children) child.Stop();
        var idle = Children.Count == 0;
        _life = Life.Stopping;
        if (idle) FinishTerminate();
    }

    private void FinishTerminate()
    {
        Try(() => _actor?.AroundPostStop(), "failed in PostStop");
        DropActor();
        _life = Life.Terminated;
        _current = default;
        _parent?.PostSystem(() => _parent.OnGone(_self, true));
        LeaveWatching();
        DropMessages();
        Action? onStop;
        lock (_messages) onStop = _onStop; // who asks later sees that it is too late
        onStop?.Invoke();
    }

    /// <summary>Ends an incarnation: its timers go, what it stashed comes back.</summary>
    private void DropActor()
    {
        _timers?.CancelAll();
        if (_actor is not { } actor) return;
        _actor = null;
        (actor as IActorStash)?.Stash?.UnstashAll();
        Try(() => _props.Release(actor), "failed to be released");
    }

    private void Try(Action step, string failure)
    {
        try
        {
            step();
        }
        catch (Exception e)
        {
            _system.LogError(e, _self.Path, failure);
        }
    }

    /// <summary>A child is gone: its name is free, and who waited for the last one goes on.</summary>
    private void ChildGone(LocalRef child)
    {
        RemoveChild(child);
        if (_life == Life.Stopping && Children.Count == 0) FinishTerminate();
        else if (_life == Life.Restarting && !AnyChildStopping) FinishRestart();
    }
}
