using Akka.Actor;
using Akka.DependencyInjection;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Compliance.Hosting;

public sealed class DependencyInjectionTests
{
    private sealed record Greeting(string Text);

    private sealed class Greeter : ReceiveActor
    {
        public Greeter(string name, Greeting greeting)
        {
            var incarnation = Guid.NewGuid();
            Receive<string>(text => text == "who", _ => Sender.Tell($"{greeting.Text} {name}"));
            Receive<string>(text => text == "incarnation", _ => Sender.Tell(incarnation));
            Receive<Exception>(failure => throw failure);
        }
    }

    private static async Task<(IHost Host, IActorRef Greeter)> Start()
    {
        var host = HostedSystem.Build(
            (builder, _) => builder.WithActors((system, registry, resolver) => registry.Register<Greeter>(system.ActorOf(resolver.Props<Greeter>("world"), "greeter"))),
            services => services.AddSingleton(new Greeting("hello")));
        await host.StartAsync();
        return (host, host.Services.GetRequiredService<ActorRegistry>().Get<Greeter>());
    }

    [Fact]
    public async Task Props_take_named_arguments_first_and_the_rest_from_the_container()
    {
        var (host, greeter) = await Start();

        (await greeter.Ask<string>("who", HostedSystem.Patience)).ShouldBe("hello world");

        await host.StopAsync();
        host.Dispose();
    }

    [Fact]
    public async Task A_restarted_actor_is_built_anew()
    {
        var (host, greeter) = await Start();
        var first = await greeter.Ask<Guid>("incarnation", HostedSystem.Patience);

        greeter.Tell(new InvalidOperationException("on purpose"));

        (await greeter.Ask<Guid>("incarnation", HostedSystem.Patience)).ShouldNotBe(first);
        (await greeter.Ask<string>("who", HostedSystem.Patience)).ShouldBe("hello world");
        await host.StopAsync();
        host.Dispose();
    }

    [Fact]
    public async Task The_systems_resolver_gives_services_too()
    {
        var (host, _) = await Start();

        var resolver = DependencyResolver.For(host.System());

        resolver.Resolver.GetService<Greeting>().ShouldBe(new Greeting("hello"));
        var second = host.System().ActorOf(resolver.Props<Greeter>("again"));
        (await second.Ask<string>("who", HostedSystem.Patience)).ShouldBe("hello again");
        await host.StopAsync();
        host.Dispose();
    }
}
