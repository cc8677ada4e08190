using MlConnector.Benchmarks.Engine;
using MlConnector.Benchmarks.Pipeline;
using MlConnector.Benchmarks.Stores;
using MlConnector.Benchmarks.Throughput;

namespace MlConnector.Benchmarks.Measuring;

/// <summary>The benchmarks by name, each for one store.</summary>
internal static class Catalog
{
    private static readonly Dictionary<string, Func<StoreFactory, IBenchmark>> ByName = new()
    {
        ["bills"] = stores => new Bills(stores),
        ["large"] = stores => new Large(stores),
        ["changes"] = stores => new Changes(stores),
        ["delay"] = stores => new Delay(stores),
        ["webhooks"] = stores => new Webhooks(stores),
        ["rates"] = stores => new Rates(stores),
        ["persist"] = stores => new Persist(stores),
        ["recover"] = stores => new Recover(stores),
        ["cold"] = stores => new Cold(stores),
        ["idle"] = stores => new Idle(stores),
    };

    public static IEnumerable<string> Names => ByName.Keys;

    public static IBenchmark? Find(string name, StoreFactory stores) => ByName.TryGetValue(name, out var make) ? make(stores) : null;
}
