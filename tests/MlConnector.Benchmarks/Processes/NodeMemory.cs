using System.Globalization;

namespace MlConnector.Benchmarks.Processes;

/// <summary>The most memory that a process has held so far, in MB.</summary>
/// <param name="Resident">As the kernel counted it (VmHWM).</param>
/// <param name="Heap">Objects, those that are garbage too, as they stood at the samples.</param>
/// <param name="Committed">What the collector held for objects.</param>
internal sealed record NodeMemory(double Resident, double Heap, double Committed)
{
    private const double Megabyte = 1024 * 1024;

    public static NodeMemory Of(int process, string heapFile)
    {
        var resident = File.ReadLines($"/proc/{process}/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        var heap = File.ReadAllText(heapFile).Split(' ').Select(n => long.Parse(n, CultureInfo.InvariantCulture) / Megabyte).ToArray();
        return new NodeMemory(long.Parse(resident.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0, heap[0], heap[1]);
    }
}
