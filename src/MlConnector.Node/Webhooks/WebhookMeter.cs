using System.Diagnostics.Metrics;
using MlConnector.Actors;
using MlConnector.QuickBooks.Webhooks;

namespace MlConnector.Node.Webhooks;

/// <summary>Counts what webhooks told, by what became of it.</summary>
internal static class WebhookMeter
{
    public const string Name = "MlConnector.Webhooks";
    public const string Notices = "mlconnector.webhook.notices";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Counter = Meter.CreateCounter<long>(Notices, description: "Notices in webhooks, by outcome");

    public static void Count(WebhookBody webhook, NotifyReply reply)
    {
        Add(reply.Fresh, "fresh");
        Add(reply.Duplicates, "duplicate");
        Add(reply.NotConnected, "unknown_realm");
        Add(webhook.Unknown, "unknown_type");
    }

    private static void Add(int count, string outcome)
    {
        if (count > 0) Counter.Add(count, new KeyValuePair<string, object?>("outcome", outcome));
    }
}
