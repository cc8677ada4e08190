using System.Data.Common;
using Akka.Actor;
using MlConnector.Domain.Realms;
using MlConnector.QuickBooks;

namespace MlConnector.Actors.Realms;

/// <summary>The month's calls are shared with all other companies: after each poll it is looked up what that leaves for this one.</summary>
public sealed partial class RealmActor
{
    private PollPace _pace = PollPace.AsScheduled;
    private int? _notedPolls;

    private void CommandBudget()
    {
        Command<UseSeen>(OnUseSeen);
        Command<UseUnknown>(u => RealmLog.UseUnknown(_log, u.Failure, _realm));
    }

    private void LookAtBudget()
    {
        var polls = Active ? _state.Settings!.Schedule.PollsIn30Days : 0;
        NoteAndReadAsync(polls, noted: _notedPolls == polls, LastSequenceNr).PipeTo(Self, success: use => new UseSeen(use, polls), failure: e => new UseUnknown(e));
    }

    private async Task<CallUse> NoteAndReadAsync(int polls, bool noted, long upTo)
    {
        if (!noted) await _services.CallUses.NoteAsync(_realm, polls, _stopping.Token);
        // its own calls at least are among those that it sees
        await _services.ReadSide.ReachedAsync(_realm, upTo, _stopping.Token);
        return await _services.CallUses.ReadAsync(_stopping.Token);
    }

    private void OnUseSeen(UseSeen seen)
    {
        _notedPolls = seen.Polls;
        if (!Active) return;
        var (before, pace) = (_pace, CallBudget.Pace(_state.Settings!.Schedule, seen.Use, Now));
        _pace = pace;
        if (pace.Reason?.Code != before.Reason?.Code) LogPace();
        if (pace != before) SchedulePoll();
    }

    private void LogPace()
    {
        if (_pace.Reason is { } reason) RealmLog.Slowed(_log, _realm, reason.ToString());
        else RealmLog.AsScheduled(_log, _realm);
    }

    /// <summary>Ends what would go beyond the budget, until the next month. Whether it does is no reason to stop where nobody can tell.</summary>
    private async Task EnsureBudgetAsync()
    {
        try
        {
            if (!await _services.CallUses.SpentAsync(_stopping.Token)) return;
        }
        catch (DbException e)
        {
            RealmLog.UseUnknown(_log, e, _realm);
            return;
        }
        throw new QuickBooksException(FaultClass.Throttled, CallBudget.Spent(_services.CallUses.Budget, Now)) { RetryAfter = CallBudget.NextMonth(Now) - Now };
    }

    /// <param name="Polls">What is noted of this company.</param>
    private sealed record UseSeen(CallUse Use, int Polls) : INoSerializationVerificationNeeded;

    private sealed record UseUnknown(Exception Failure) : INoSerializationVerificationNeeded;
}
