using Akka.Configuration;
using Akka.Util;

namespace Akka.Actor;

/// <summary>How a system starts: its configuration.</summary>
public class BootstrapSetup : Setup.Setup
{
    private BootstrapSetup(Option<Config> config) => Config = config;

    public Option<Config> Config { get; }

    public static BootstrapSetup Create() => new(Option<Config>.None);

    public BootstrapSetup WithConfig(Config config) => new(config);
}
