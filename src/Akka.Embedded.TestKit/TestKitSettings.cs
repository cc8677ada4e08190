using Akka.Actor;
using Akka.Configuration;

namespace Akka.TestKit;

/// <summary>The time-outs under <c>akka.test</c>, before dilation.</summary>
public class TestKitSettings(Config config) : IExtension
{
    public TimeSpan SingleExpectDefault { get; } = config.GetTimeSpan("akka.test.single-expect-default", TimeSpan.FromSeconds(3), false);

    public double TestTimeFactor { get; } = config.GetDouble("akka.test.timefactor", 1.0);
}
