using MlConnector.Node.Tests.Process;

namespace MlConnector.Node.Tests.Demo;

public sealed class DemoTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("demo").FullName;

    [Fact]
    public async Task The_demo_ends_with_both_sides_in_agreement_although_its_node_was_killed()
    {
        using var demo = NodeRun.Start(_folder, new Dictionary<string, string>(), "demo", "--vendors", "8", "--bills", "40", "--seed", "3");

        (await demo.EndAsync()).ShouldBe(0, demo.Output);

        demo.Output.ShouldContain("is killed (SIGKILL)");
        demo.Output.ShouldContain("Both sides agree, to the cent.");
    }

    [Fact]
    public async Task An_option_that_is_none_is_told()
    {
        using var demo = NodeRun.Start(_folder, new Dictionary<string, string>(), "demo", "--bils", "40");

        (await demo.EndAsync()).ShouldBe(2);
        demo.Output.ShouldContain("--bills <number>");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
