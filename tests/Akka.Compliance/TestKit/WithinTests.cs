using Akka.Actor;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Compliance.TestKits;

public sealed class WithinTests(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit("", output)
{
    [Fact]
    public void A_block_bounds_the_expectations_in_it()
    {
        var patience = TimeSpan.FromMilliseconds(200);

        Should.Throw<XunitException>(() => Within(patience, () => ExpectMsg<string>()));
        Within(TimeSpan.FromSeconds(30), () => Remaining).ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_block_that_is_over_too_soon_fails()
    {
        await Should.ThrowAsync<XunitException>(WithinAsync(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20), () => Task.CompletedTask));
    }

    [Fact]
    public async Task A_condition_is_awaited_until_it_holds()
    {
        var attempts = 0;

        await AwaitConditionAsync(() => Task.FromResult(++attempts == 3), TimeSpan.FromSeconds(10));
        AwaitCondition(() => ++attempts == 6, TimeSpan.FromSeconds(10));

        attempts.ShouldBe(6);
        Should.Throw<XunitException>(() => AwaitCondition(() => false, TimeSpan.FromMilliseconds(100)));
    }

    [Fact]
    public async Task An_assertion_is_tried_until_it_holds_and_its_last_failure_is_the_tests()
    {
        var attempts = 0;

        await AwaitAssertAsync(() => (++attempts).ShouldBe(3), TimeSpan.FromSeconds(10));

        attempts.ShouldBe(3);
        Should.Throw<ShouldAssertException>(() => AwaitAssert(() => attempts.ShouldBe(-1), TimeSpan.FromMilliseconds(100)));
    }

    [Fact]
    public async Task A_child_is_a_child_of_the_test_actor()
    {
        var child = await ChildActorOfAsync(Props.Create(() => new Hosting.Echo()), "child");

        child.Path.Parent.ShouldBe(TestActor.Path);
        child.Tell("hello", TestActor);
        ExpectMsg("hello");
    }
}
