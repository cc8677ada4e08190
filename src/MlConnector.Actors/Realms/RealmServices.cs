using Microsoft.Extensions.Logging;
using MlConnector.Actors.ReadSide;
using MlConnector.Actors.Sharding;
using MlConnector.QuickBooks;

namespace MlConnector.Actors.Realms;

/// <summary>What a realm's actor works with.</summary>
public sealed record RealmServices(
    Regions Regions, QuickBooksApi Api, QuickBooksTokens Tokens, ISecretSealer Sealer, InstanceInspector Instances, ReadSideReader ReadSide, CallUses CallUses, ConnectorOptions Options, TimeProvider Time, ILoggerFactory Loggers);
