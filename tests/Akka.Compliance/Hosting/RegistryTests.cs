using Akka.Hosting;
using Xunit.Abstractions;

namespace Compliance.Hosting;

public sealed class RegistryTests(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit("", output)
{
    private readonly ActorRegistry _registry = new();

    [Fact]
    public void A_key_is_taken_once_unless_it_is_overwritten()
    {
        var other = CreateTestProbe();
        _registry.Register<RegistryTests>(TestActor);

        Should.Throw<DuplicateActorRegistryException>(() => _registry.Register<RegistryTests>(other.Ref));
        _registry.Get<RegistryTests>().ShouldBe(TestActor);
        _registry.Register<RegistryTests>(other.Ref, overwrite: true);
        _registry.Get<RegistryTests>().ShouldBe(other.Ref);
    }

    [Fact]
    public void A_key_that_nobody_took_is_an_error_to_get_and_false_to_try()
    {
        Should.Throw<MissingActorRegistryEntryException>(() => _registry.Get<RegistryTests>());
        _registry.TryGet<RegistryTests>(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_key_can_be_awaited_and_the_wait_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var cancelled = _registry.GetAsync<RegistryTests>(cancellation.Token);
        var waiting = _registry.GetAsync<RegistryTests>();

        cancellation.Cancel();
        await Should.ThrowAsync<OperationCanceledException>(cancelled);
        _registry.Register<RegistryTests>(TestActor);

        (await waiting.WaitAsync(HostedSystem.Patience)).ShouldBe(TestActor);
        (await _registry.GetAsync<RegistryTests>()).ShouldBe(TestActor);
    }

    [Fact]
    public void A_system_has_one_registry()
    {
        ActorRegistry.For(Sys).ShouldBeSameAs(ActorRegistry.For(Sys));
    }
}
