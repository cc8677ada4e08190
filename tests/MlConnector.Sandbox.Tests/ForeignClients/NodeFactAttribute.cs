namespace MlConnector.Sandbox.Tests.ForeignClients;

/// <summary>A test that needs Node and its packages: left out where they are not to be had, unless <c>MLCONNECTOR_REQUIRE_NODE=1</c>.</summary>
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("MLCONNECTOR_REQUIRE_NODE") != "1")
            Skip = Node.Missing.Value!;
    }
}
