using Akka.Configuration;
using Akka.Util;

namespace Akka.Actor;

/// <summary>How a system starts: its configuration, foremost.</summary>
public class BootstrapSetup : Setup.Setup
{
    private BootstrapSetup(Option<Config> config, Option<Config> fallback) => (Config, Fallback) = (config, fallback);

    public Option<Config> Config { get; }

    internal Option<Config> Fallback { get; }

    public static BootstrapSetup Create() => new(Option<Config>.None, Option<Config>.None);

    public BootstrapSetup WithConfig(Config config) => new(config, Fallback);
}
