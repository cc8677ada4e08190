using Akka.Actor;
using Xunit.Abstractions;

namespace Compliance.Actors;

public sealed class LookupTests(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit("", output)
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(10);

    [Fact]
    public void A_name_is_taken_once_at_a_time()
    {
        Sys.ActorOf(Props.Create(() => new Echo()), "one");

        Should.Throw<InvalidActorNameException>(() => Sys.ActorOf(Props.Create(() => new Echo()), "one"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("$reserved")]
    [InlineData("sl/ash")]
    [InlineData("sp ace")]
    [InlineData("ümlaut")]
    public void Some_names_are_refused(string name) =>
        Should.Throw<InvalidActorNameException>(() => Sys.ActorOf(Props.Create(() => new Echo()), name));

    [Fact]
    public void A_path_says_where_an_actor_is()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Echo()), "place");

        actor.Path.ToStringWithoutAddress().ShouldBe("/user/place");
        actor.Path.ToString().ShouldBe($"akka://{Sys.Name}/user/place");
        actor.Path.Parent.Name.ShouldBe("user");
        actor.Path.Elements.ShouldBe(["user", "place"]);
        (actor.Path / "child").Name.ShouldBe("child");
    }

    [Fact]
    public void An_actor_tells_who_it_is()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Echo()));

        actor.Tell(new Identify("id"), TestActor);

        var identity = ExpectMsg<ActorIdentity>();
        identity.MessageId.ShouldBe("id");
        identity.Subject.ShouldBe(actor);
    }

    [Fact]
    public void An_actor_finds_its_children_by_name_and_nobody_by_other_names()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Echo("child")), "finder");

        parent.Tell("child", TestActor);
        ExpectMsg<IActorRef>().Path.Name.ShouldBe("child");
        parent.Tell("stranger", TestActor);
        ExpectMsg<IActorRef>().ShouldBe(ActorRefs.Nobody);
    }

    private sealed class Echo : ReceiveActor
    {
        public Echo() : this("any") { }

        public Echo(string child)
        {
            if (child != "any") Context.ActorOf(Props.Create(() => new Echo()), child);
            Receive<string>(name => Sender.Tell(Context.Child(name)));
        }
    }
}
