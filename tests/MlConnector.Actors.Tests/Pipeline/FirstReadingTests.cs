using MlConnector.Domain;
using MlConnector.Sandbox.QuickBooks;

namespace MlConnector.Actors.Tests.Pipeline;

public class FirstReadingTests
{
    [Fact]
    public async Task Nothing_is_skipped_when_bills_change_while_their_pages_are_read()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 5, bills: 2500);
        var bills = pipeline.Company.Ids("Bill");
        var pages = 0;
        // each answered page is followed by edits of bills that it held: they leave the window and shift the rest of it
        pipeline.Sandbox.Journal.Added += request =>
        {
            if (request.Path.EndsWith("/query", StringComparison.Ordinal) && request.Query.Contains("Bill", StringComparison.Ordinal))
            {
                foreach (var bill in bills.Skip(200 * pages++).Take(40)) pipeline.Company.Edit("Bill", bill, b => b["PrivateNote"] = $"edited {pages}");
            }
        };
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        pages.ShouldBeGreaterThan(2);
        pipeline.Rows("sn_apo_invoice").Select(r => r["correlation_id"]).Order()
            .ShouldBe(bills.Select(b => new EntityId(pipeline.Realm, EntityType.Bill, b).ExternalKey).Order());
    }
}
