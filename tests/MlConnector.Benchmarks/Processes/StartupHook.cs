/// <summary>Run by the runtime before the node's own code, where <c>DOTNET_STARTUP_HOOKS</c> names this assembly: writes down the most that its heap ever held.</summary>
internal static class StartupHook
{
    public const string File = "MLCONNECTOR_HEAP_FILE";

    private static Timer? _timer;
    private static long _used, _committed;

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(File) is not { } file) return;
        _timer = new Timer(_ =>
        {
            (_used, _committed) = (Math.Max(_used, GC.GetTotalMemory(false)), Math.Max(_committed, GC.GetGCMemoryInfo().TotalCommittedBytes));
            // whole or not at all: it is read meanwhile
            System.IO.File.WriteAllText(file + ".new", $"{_used} {_committed}");
            System.IO.File.Move(file + ".new", file, overwrite: true);
        }, null, 0, 200);
    }
}
