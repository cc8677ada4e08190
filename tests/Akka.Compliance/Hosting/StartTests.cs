using Akka.Actor;
using Akka.Hosting;
using Akka.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Hosting;

public sealed class StartTests
{
    private sealed class FirstKey;

    private sealed class SecondKey;

    private sealed class Service(IRequiredActor<FirstKey> actor)
    {
        public IRequiredActor<FirstKey> Actor { get; } = actor;
    }

    [Fact]
    public async Task Actors_start_in_the_order_they_were_named_and_start_up_tasks_after_all_of_them()
    {
        var order = new List<string>();
        using var host = HostedSystem.Build((builder, _) => builder
            .AddStartup((_, registry) => order.Add($"startup {registry.TryGet<SecondKey>(out var _)}"))
            .WithActors((system, registry, _) =>
            {
                order.Add("first");
                registry.Register<FirstKey>(system.ActorOf(Props.Create(() => new Echo()), "first"));
            })
            .WithActors(async (system, registry, _) =>
            {
                await Task.Yield();
                order.Add("second");
                registry.Register<SecondKey>(system.ActorOf(Props.Create(() => new Echo()), "second"));
            }));

        await host.StartAsync();

        order.ShouldBe(["first", "second", "startup True"]);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_service_is_given_the_actor_it_requires()
    {
        using var host = HostedSystem.Build(
            (builder, _) => builder.WithActors((system, registry, _) => registry.Register<FirstKey>(system.ActorOf(Props.Create(() => new Echo()), "echo"))),
            services => services.AddSingleton<Service>());
        await host.StartAsync();

        var service = host.Services.GetRequiredService<Service>();

        (await service.Actor.ActorRef.Ask<string>("hello", HostedSystem.Patience)).ShouldBe("hello");
        (await service.Actor.GetAsync()).ShouldBe(service.Actor.ActorRef);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_required_actor_can_be_awaited_before_it_is_there()
    {
        using var host = HostedSystem.Build((_, _) => { });
        await host.StartAsync();
        var required = host.Services.GetRequiredService<IRequiredActor<FirstKey>>();

        var waiting = required.GetAsync();
        waiting.IsCompleted.ShouldBeFalse();
        var echo = host.System().ActorOf(Props.Create(() => new Echo()));
        host.Services.GetRequiredService<ActorRegistry>().Register<FirstKey>(echo);

        (await waiting.WaitAsync(HostedSystem.Patience)).ShouldBe(echo);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_failure_while_starting_fails_the_host()
    {
        using var host = HostedSystem.Build((builder, _) => builder.AddStartup((_, _) => throw new InvalidOperationException("on purpose")));

        var failure = await Should.ThrowAsync<Exception>(host.StartAsync());

        failure.ToString().ShouldContain("on purpose");
        await host.System().Terminate();
    }

    [Fact]
    public async Task Hocon_that_is_prepended_wins_over_what_is_there_and_appended_does_not()
    {
        using var host = HostedSystem.Build((builder, _) => builder
            .AddHocon("compliance { a = first, b = first }", HoconAddMode.Append)
            .AddHocon("compliance { a = second }", HoconAddMode.Prepend)
            .AddHocon("compliance { b = third, c = third }", HoconAddMode.Append));
        await host.StartAsync();

        var config = host.System().Settings.Config.GetConfig("compliance");

        config.GetString("a").ShouldBe("second");
        config.GetString("b").ShouldBe("first");
        config.GetString("c").ShouldBe("third");
        await host.StopAsync();
    }

    [Fact]
    public async Task Hocon_comes_from_a_file_too()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "compliance.from-file = yes-it-does");
        using var host = HostedSystem.Build((builder, _) => builder.AddHoconFile(file, HoconAddMode.Append));
        await host.StartAsync();

        host.System().Settings.Config.GetString("compliance.from-file").ShouldBe("yes-it-does");
        await host.StopAsync();
        File.Delete(file);
    }

    private sealed record Parcel(string Content);

    private sealed class ParcelSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
    {
        public override int Identifier => 4711;

        public override string Manifest(object o) => "parcel-v1";

        public override byte[] ToBinary(object obj) => System.Text.Encoding.UTF8.GetBytes(((Parcel)obj).Content);

        public override object FromBinary(byte[] bytes, string manifest) => new Parcel(System.Text.Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public async Task A_custom_serializer_is_for_the_types_it_was_bound_to()
    {
        using var host = HostedSystem.Build((builder, _) => builder.WithCustomSerializer("parcel", [typeof(Parcel)], system => new ParcelSerializer(system)));
        await host.StartAsync();
        var serialization = host.System().Serialization;

        var serializer = serialization.FindSerializerFor(new Parcel("tea"));
        var bytes = serializer.ToBinary(new Parcel("tea"));

        serializer.ShouldBeOfType<ParcelSerializer>();
        serialization.Deserialize(bytes, 4711, "parcel-v1").ShouldBe(new Parcel("tea"));
        serialization.FindSerializerFor(new Service(null!)).ShouldNotBeOfType<ParcelSerializer>();
        await host.StopAsync();
    }
}
