using MlConnector.ServiceNow;
using MlConnector.ServiceNow.Writing;

namespace MlConnector.Actors.Writers;

/// <summary>One realm's way to an instance. Retired, it lets what is under way end first.</summary>
internal sealed class Lane(ServiceNowClient client, RecordWriter writer)
{
    private readonly Lock _gate = new();
    private int _running;
    private bool _retired;

    /// <summary>Holds the lane open for one <see cref="RunAsync"/>.</summary>
    public Lane Enter()
    {
        lock (_gate) _running++;
        return this;
    }

    public async Task<T> RunAsync<T>(Func<RecordWriter, Task<T>> work)
    {
        try
        {
            return await work(writer);
        }
        finally
        {
            Leave();
        }
    }

    public void Retire()
    {
        lock (_gate)
        {
            if (_retired) return;
            _retired = true;
            if (_running == 0) client.Dispose();
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            if (--_running == 0 && _retired) client.Dispose();
        }
    }
}
