using Akka.Configuration;

namespace Compliance.Actors;

public sealed class ConfigTests
{
    private static readonly Config Settings = ConfigurationFactory.ParseString(
        """"
        # a comment
        connector {
          name = "with \"quotes\" and = signs"   // another
          plain = some plain text
          delay = 250ms
          long-delay = 3 seconds
          never = infinite
          retries = 5
          ratio = 0.75
          enabled = on
          disabled = false
          list = [one, "two", three]
          text = """raw \ text"""
          nested.deep { value : 1 }
          nested.deep.other = 2
          "quoted.key" = kept
        }
        connector.retries = 6
        """");

    [Fact]
    public void Values_are_read_as_what_they_are_asked_for()
    {
        Settings.GetString("connector.name").ShouldBe("with \"quotes\" and = signs");
        Settings.GetString("connector.plain").ShouldBe("some plain text");
        Settings.GetString("connector.text").ShouldBe("raw \\ text");
        Settings.GetTimeSpan("connector.delay").ShouldBe(TimeSpan.FromMilliseconds(250));
        Settings.GetTimeSpan("connector.long-delay").ShouldBe(TimeSpan.FromSeconds(3));
        Settings.GetTimeSpan("connector.never").ShouldBe(Timeout.InfiniteTimeSpan);
        Settings.GetInt("connector.retries").ShouldBe(6);
        Settings.GetDouble("connector.ratio").ShouldBe(0.75);
        Settings.GetBoolean("connector.enabled").ShouldBeTrue();
        Settings.GetBoolean("connector.disabled").ShouldBeFalse();
        Settings.GetStringList("connector.list").ShouldBe(["one", "two", "three"]);
        Settings.GetInt("connector.nested.deep.value").ShouldBe(1);
        Settings.GetConfig("connector.nested").GetInt("deep.other").ShouldBe(2);
        Settings.GetString("connector.\"quoted.key\"").ShouldBe("kept");
    }

    [Fact]
    public void What_is_not_set_is_the_default()
    {
        Settings.HasPath("connector.missing").ShouldBeFalse();
        Settings.GetString("connector.missing", "default").ShouldBe("default");
        Settings.GetInt("connector.missing.deeper", 7).ShouldBe(7);
        Settings.GetBoolean("connector.missing", true).ShouldBeTrue();
    }

    [Fact]
    public void A_fallback_fills_in_what_is_missing_and_overrides_nothing()
    {
        var merged = ConfigurationFactory.ParseString("a { x = 1, list = [1] }").WithFallback("a { x = 2, y = 3, list = [2, 3] }\nb = 4");

        merged.GetInt("a.x").ShouldBe(1);
        merged.GetInt("a.y").ShouldBe(3);
        merged.GetInt("b").ShouldBe(4);
        merged.GetStringList("a.list").ShouldBe(["1"]);
    }
}
