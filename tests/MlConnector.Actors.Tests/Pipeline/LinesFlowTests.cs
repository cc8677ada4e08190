using System.Text.Json.Nodes;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Sandbox.QuickBooks;

namespace MlConnector.Actors.Tests.Pipeline;

public class LinesFlowTests
{
    private const string Lines = "sn_apo_invoice_line";

    [Fact]
    public async Task Edited_added_and_removed_lines_leave_rows_that_add_up_to_the_bill()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var bill = await WithThreeLinesAsync(pipeline);
        var before = RowsById(pipeline, bill);

        pipeline.Company.Edit("Bill", bill, b =>
        {
            var lines = b["Line"]!.AsArray();
            var added = lines[0]!.DeepClone().AsObject();
            added.Remove("Id");
            added["Amount"] = 7.5m;
            lines[2]!["Amount"] = 4m;
            lines.RemoveAt(1);
            lines.Add(added);
        });
        await pipeline.PollAsync();

        var after = RowsById(pipeline, bill);
        after.Keys.ShouldBe(["1", "3", "4"], ignoreOrder: true);
        after["3"]["sys_id"].ShouldBe(before["3"]["sys_id"]);
        after["3"]["amount"].ShouldBe("4.00");
        after.Values.Sum(l => decimal.Parse(l["amount"])).ShouldBe(91.5m);
        pipeline.Row("sn_apo_invoice", EntityType.Bill, bill)["invoice_amount"].ShouldBe("91.50");
    }

    [Fact]
    public async Task Lines_in_another_order_keep_their_rows_and_only_their_numbers_change()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var bill = await WithThreeLinesAsync(pipeline);
        var before = RowsById(pipeline, bill);

        pipeline.Company.Edit("Bill", bill, b => b["Line"] = new JsonArray([.. b["Line"]!.AsArray().Reverse().Select(l => l!.DeepClone())]));
        await pipeline.PollAsync();

        var after = RowsById(pipeline, bill);
        after.Count.ShouldBe(3);
        foreach (var (id, row) in after)
        {
            row["sys_id"].ShouldBe(before[id]["sys_id"]);
            row["amount"].ShouldBe(before[id]["amount"]);
            row["line_number"].ShouldBe($"{4 - int.Parse(before[id]["line_number"])}");
        }
    }

    [Fact]
    public async Task A_bill_whose_lines_do_not_come_to_its_total_parks_and_goes_on_once_they_do()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var bill = await WithThreeLinesAsync(pipeline);

        pipeline.Company.Tamper("Bill", bill, b => b["Line"]!.AsArray().RemoveAt(2));
        await pipeline.PollAsync();
        var parked = (await pipeline.EntityAsync(EntityType.Bill, bill)).State;
        parked.Status.ShouldBe(EntityStatus.Parked);
        parked.Reason!.Code.ShouldBe("sum-differs");
        RowsById(pipeline, bill).Count.ShouldBe(3);

        pipeline.Company.Edit("Bill", bill, _ => { });
        await pipeline.PollAsync();
        (await pipeline.EntityAsync(EntityType.Bill, bill)).State.Status.ShouldBe(EntityStatus.Staged);
        RowsById(pipeline, bill).Values.Sum(l => decimal.Parse(l["amount"])).ShouldBe(100m);
        pipeline.Row("sn_apo_invoice", EntityType.Bill, bill)["invoice_amount"].ShouldBe("100.00");
    }

    private static async Task<string> WithThreeLinesAsync(PipelineHost pipeline)
    {
        var bill = pipeline.Company.AddBill(
            pipeline.Company.AddVendor("Norton Lumber"), new LineEntry(80m, "Oak"), new LineEntry(20m, "Nails"), new LineEntry(5m, "Glue"));
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        RowsById(pipeline, bill).Count.ShouldBe(3);
        return bill;
    }

    private static Dictionary<string, IReadOnlyDictionary<string, string>> RowsById(PipelineHost pipeline, string bill) =>
        pipeline.Rows(Lines, $"invoice={pipeline.Row("sn_apo_invoice", EntityType.Bill, bill)["sys_id"]}")
            .ToDictionary(l => l["correlation_id"].Split("-L")[1]);
}
