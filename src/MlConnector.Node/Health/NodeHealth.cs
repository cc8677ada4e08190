namespace MlConnector.Node.Health;

internal static class NodeHealth
{
    public static void AddNodeHealth(this IServiceCollection services)
    {
        services.AddSingleton<ReadSideCheck>();
        services.AddHealthChecks()
            .AddCheck<ActorSystemCheck>("actor system", tags: [HealthEndpoints.Live])
            .AddCheck<StoreCheck>("store")
            .AddCheck<ReadSideCheck>("read side");
    }
}
