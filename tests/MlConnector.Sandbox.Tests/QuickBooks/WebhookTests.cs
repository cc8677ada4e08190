using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MlConnector.Sandbox.QuickBooks;
using MlConnector.Sandbox.QuickBooks.Webhooks;
using MlConnector.Sandbox.Tests.Support;

namespace MlConnector.Sandbox.Tests.QuickBooks;

public sealed class WebhookTests : SandboxTest
{
    [Fact]
    public async Task Changes_arrive_as_signed_cloud_events()
    {
        await using var listener = await WebhookListener.StartAsync();
        Sandbox.QuickBooks.Webhooks.Target = listener.Address;
        var bill = Company.AddBill(Company.Ids("Vendor")[0], new LineEntry(5m));
        var payment = Company.Pay(bill);
        Company.Void("BillPayment", payment);

        (await Sandbox.QuickBooks.Webhooks.SendPendingAsync()).ShouldBe([200]);

        var received = listener.Received.ShouldHaveSingleItem();
        var key = Encoding.UTF8.GetBytes(Sandbox.QuickBooks.Settings.WebhookVerifierToken);
        received.Signature.ShouldBe(Convert.ToBase64String(HMACSHA256.HashData(key, received.Body)));
        var events = JsonNode.Parse(received.Body)!.AsArray();
        events.Select(e => e!["type"]!.ToString()).ShouldBe(
            ["qbo.bill.created.v1", "qbo.billpayment.created.v1", "qbo.bill.updated.v1", "qbo.bill.updated.v1", "qbo.billpayment.void.v1"], ignoreOrder: true);
        events[0]!["intuitentityid"]!.ToString().ShouldBe(bill);
        events[0]!["intuitaccountid"]!.ToString().ShouldBe(Realm);
        Sandbox.QuickBooks.Webhooks.Pending.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_body_may_mix_realms_repeat_events_and_turn_their_order()
    {
        await using var listener = await WebhookListener.StartAsync();
        var other = Sandbox.QuickBooks.AddCompany(Seed with { RealmId = "77" });
        var webhooks = Sandbox.QuickBooks.Webhooks;
        (webhooks.Target, webhooks.Copies, webhooks.Reversed) = (listener.Address, 2, true);
        Company.AddVendor("First");
        other.AddVendor("Second");
        await webhooks.SendPendingAsync();

        var events = JsonNode.Parse(listener.Received.ShouldHaveSingleItem().Body)!.AsArray();
        events.Select(e => e!["intuitaccountid"]!.ToString()).ShouldBe(["77", "77", Realm, Realm]);
        events[0]!["id"]!.ToString().ShouldBe(events[1]!["id"]!.ToString());
    }

    [Fact]
    public async Task The_older_format_names_operations_and_the_loser_of_a_merge()
    {
        await using var listener = await WebhookListener.StartAsync();
        var (loser, winner) = (Company.AddVendor("Loser"), Company.AddVendor("Winner"));
        var webhooks = Sandbox.QuickBooks.Webhooks;
        webhooks.Forget();
        (webhooks.Target, webhooks.Format) = (listener.Address, WebhookFormat.Legacy);
        Company.MergeVendors(loser, winner);
        await webhooks.SendPendingAsync();

        var notification = JsonNode.Parse(listener.Received.ShouldHaveSingleItem().Body)!["eventNotifications"]![0]!;
        notification["realmId"]!.ToString().ShouldBe(Realm);
        var entity = notification["dataChangeEvent"]!["entities"]![0]!;
        entity["operation"]!.ToString().ShouldBe("Merge");
        entity["id"]!.ToString().ShouldBe(winner);
        entity["deletedId"]!.ToString().ShouldBe(loser);
    }

    [Fact]
    public async Task What_is_not_acknowledged_stays_pending()
    {
        await using var listener = await WebhookListener.StartAsync();
        listener.Status = 500;
        Sandbox.QuickBooks.Webhooks.Target = listener.Address;
        Company.AddVendor("Patience");

        (await Sandbox.QuickBooks.Webhooks.SendPendingAsync()).ShouldBe([500]);
        Sandbox.QuickBooks.Webhooks.Pending.Count.ShouldBe(1);
        listener.Status = 200;
        (await Sandbox.QuickBooks.Webhooks.SendPendingAsync()).ShouldBe([200]);
    }

    [Fact]
    public async Task By_itself_it_sends_what_changes_and_again_until_it_is_acknowledged()
    {
        await using var listener = await WebhookListener.StartAsync();
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { SendsWebhooks = true });
        var company = sandbox.QuickBooks.AddCompany(Seed);
        sandbox.QuickBooks.Webhooks.Target = listener.Address;
        listener.Status = 503;
        listener.StatusAfterFirst = 200;
        company.AddVendor("Patience");

        await listener.ReceivedAsync(2);
        var bodies = listener.Received.ToArray();
        bodies[1].Body.ShouldBe(bodies[0].Body);
    }
}
