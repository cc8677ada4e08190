using Akka.Actor;
using Xunit.Abstractions;

namespace Compliance.Actors;

public sealed class ExtensionTests(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit("", output)
{
    [Fact]
    public async Task An_extension_is_made_once_for_a_system_even_when_many_ask_for_it_first()
    {
        var found = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Counter.Provider.Instance.Apply(Sys))));

        found.Distinct().Count().ShouldBe(1);
        Sys.WithExtension<Counter, Counter.Provider>().ShouldBe(found[0]);
    }

    private sealed class Counter : IExtension
    {
        public sealed class Provider : ExtensionIdProvider<Counter>
        {
            public static readonly Provider Instance = new();

            public override Counter CreateExtension(ExtendedActorSystem system) => new();
        }
    }
}
