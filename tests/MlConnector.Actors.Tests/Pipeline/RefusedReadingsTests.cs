using MlConnector.Domain;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.QuickBooks;

namespace MlConnector.Actors.Tests.Pipeline;

/// <summary>What QuickBooks refuses to answer as it was asked is asked for in another way.</summary>
public class RefusedReadingsTests
{
    private const string Invoices = "sn_apo_invoice";

    [Theory]
    [InlineData(10200)]
    [InlineData(10100)]
    [InlineData(9999)]
    public async Task Changes_that_are_refused_are_read_by_query_and_what_went_is_found_by_its_id(int code)
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var company = pipeline.Company;
        var vendor = company.AddVendor("Norton Lumber");
        var (gone, edited) = (company.AddBill(vendor, new LineEntry(1m)), company.AddBill(vendor, new LineEntry(2m)));
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        await pipeline.StopNodeAsync();

        company.Delete("Bill", gone);
        company.Edit("Bill", edited, b => b["PrivateNote"] = "edited");
        pipeline.Time.Ahead += TimeSpan.FromDays(2);
        pipeline.Sandbox.Faults.Add(new FaultRule { Path = "*/cdc*", Status = 400, Body = Fault(code), Times = 2 });
        await pipeline.StartNodeAsync();
        await pipeline.PollAsync();

        await Eventually.Holds(() => pipeline.Row(Invoices, EntityType.Bill, gone)["state"] == "cancelled");
        pipeline.Row(Invoices, EntityType.Bill, edited)["memo"].ShouldBe("edited");
    }

    [Fact]
    public async Task Pages_that_would_be_too_big_are_asked_for_with_fewer_rows()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 1, bills: 3);
        pipeline.Time.Ahead += TimeSpan.FromMinutes(10);
        pipeline.Sandbox.Faults.Add(new FaultRule { Path = "*/query", Query = "*from Bill *maxresults 1000*", Status = 400, Body = Fault(10100), Times = int.MaxValue });
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        pipeline.Rows(Invoices).Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(2, "Cost of Goods Sold")]
    [InlineData(int.MaxValue, "")]
    public async Task A_list_is_not_taken_for_empty_because_of_a_page_of_maintenance_and_holds_nothing_up_for_ever(int times, string account)
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var company = pipeline.Company;
        company.AddBill(company.AddVendor("Norton"), new LineEntry(25m, ItemId: company.Ids("Item")[0]));
        pipeline.Sandbox.Faults.Add(new FaultRule { Path = "*/query", Query = "*from Item*", Status = 200, Body = "<html>maintenance</html>", Times = times });
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        await Eventually.Holds(() => pipeline.Rows("sn_apo_invoice_line").Count == 1);
        pipeline.Rows("sn_apo_invoice_line")[0]["gl_account"].ShouldBe(account);
    }

    private static string Fault(int code) => $$"""{"Fault":{"Error":[{"Message":"Refused","code":"{{code}}"}],"type":"ValidationFault"},"time":"2026-01-01T00:00:00.000-08:00"}""";
}
