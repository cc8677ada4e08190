using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using MlConnector.Domain;
using MlConnector.Domain.Staging;
using MlConnector.Sandbox.Http;
using MlConnector.ServiceNow.Writing;

namespace MlConnector.ServiceNow.Tests.Writing;

/// <summary>Whatever breaks off wherever: the next attempt ends with one invoice and each line once.</summary>
public sealed class InterruptionTests
{
    private const string Api = "/servicenow/api/*";

    // a new bill is a lookup, an insert and a batch
    public static TheoryData<int, bool> EveryRequest => new() { { 1, false }, { 1, true }, { 2, false }, { 2, true }, { 3, false }, { 3, true } };

    [Theory]
    [MemberData(nameof(EveryRequest))]
    public async Task A_lost_answer_to_any_request_of_a_new_bill_is_made_up_for(int nth, bool afterEffect)
    {
        await using var instance = await Instance.StartAsync();
        var bill = Records.Bill(("1", 80m, "Pump"), ("2", 20m, "Hose"), ("3", 5m, "Clip"));
        instance.Fault(new FaultRule { Path = Api, Nth = nth, Drop = true, AfterEffect = afterEffect });

        (await instance.WriteAsync(bill)).ShouldBeOfType<WriteOutcome.Deferred>().Reason.Code.ShouldBe("servicenow-unreachable");
        await instance.WrittenAsync(bill);

        instance.ShouldHoldExactly(bill);
    }

    // a changed one reads and patches the header, reads the lines and sends a batch
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    [InlineData(4, true)]
    public async Task A_lost_answer_to_any_request_of_a_changed_bill_is_made_up_for(int nth, bool afterEffect)
    {
        await using var instance = await Instance.StartAsync();
        var first = await instance.WrittenAsync(Records.Bill(("1", 80m, "Pump"), ("2", 20m, "Hose"), ("3", 5m, "Clip")));
        var changed = Records.Bill(("2", 21m, "Hose"), ("3", 5m, "Clip"), ("4", 9m, "Tape"), ("5", 1m, "Glue"));
        instance.Fault(new FaultRule { Path = Api, Nth = nth, Drop = true, AfterEffect = afterEffect });

        (await instance.WriteAsync(changed, first.Records)).ShouldBeOfType<WriteOutcome.Deferred>();
        await instance.WrittenAsync(changed, first.Records);

        instance.ShouldHoldExactly(changed);
    }

    [Theory]
    [InlineData(202, "", "text/plain", "servicenow-dropped")]
    [InlineData(200, "<html><body>Your instance is hibernating</body></html>", "text/html", "servicenow-asleep")]
    [InlineData(302, "", "text/plain", "servicenow-asleep")]
    [InlineData(502, "<html><title>502 Bad Gateway</title></html>", "text/html", "servicenow-unavailable")]
    [InlineData(500, """{"error":{"message":"Transaction cancelled: maximum execution time exceeded","detail":null},"status":"failure"}""", "application/json", "servicenow-quota")]
    [InlineData(200, """{"result":[{"sys_id":"1"},{"error":{"message":"Transaction cancelled: maximum execution time exceeded"}""", "application/json", "servicenow-quota")]
    [InlineData(200, """{"result":[],"error":{"message":"Transaction cancelled: maximum execution time exceeded"},"status":"failure"}""", "application/json", "servicenow-quota")]
    [InlineData(200, """{"result":{"sys_id":"12""", "application/json", "servicenow-malformed")]
    [InlineData(200, "", "application/json", "servicenow-malformed")]
    [InlineData(200, "{}", "application/json", "servicenow-malformed")]
    [InlineData(503, "", "text/plain", "servicenow-unavailable")]
    public async Task What_is_no_success_is_never_taken_for_one(int status, string body, string type, string code)
    {
        for (var nth = 1; nth <= 3; nth++)
        {
            await using var instance = await Instance.StartAsync();
            var bill = Records.Bill(("1", 80m, "Pump"), ("2", 20m, "Hose"));
            instance.Fault(new FaultRule { Path = Api, Nth = nth, Status = status, Body = body, ContentType = type, AfterEffect = nth == 3 });

            var deferred = (await instance.WriteAsync(bill)).ShouldBeOfType<WriteOutcome.Deferred>();
            await instance.WrittenAsync(bill);

            deferred.Reason.Code.ShouldBe(code);
            deferred.Requests.ShouldBe(nth);
            instance.ShouldHoldExactly(bill);
        }
    }

    [Fact]
    public async Task A_body_that_is_cut_off_on_its_way_is_no_answer()
    {
        await using var instance = await Instance.StartAsync();
        var bill = Records.Bill(("1", 80m, "Pump"), ("2", 20m, "Hose"));
        instance.Fault(new FaultRule { Path = Api, Method = "POST", AfterEffect = true, TruncateAt = 20 });
        instance.Fault(new FaultRule { Path = "*batch", AfterEffect = true, CutBodyAt = 60 });

        (await instance.WriteAsync(bill)).ShouldBeOfType<WriteOutcome.Deferred>().Reason.Code.ShouldBe("servicenow-unreachable");
        (await instance.WriteAsync(bill)).ShouldBeOfType<WriteOutcome.Deferred>().Reason.Code.ShouldBe("servicenow-malformed");
        await instance.WrittenAsync(bill);

        instance.ShouldHoldExactly(bill);
    }

    [Fact]
    public async Task What_a_batch_leaves_undone_is_sent_again_and_nothing_else()
    {
        await using var instance = await Instance.StartAsync();
        instance.Sandbox.ServiceNow.Settings.BatchQuota = TimeSpan.FromMilliseconds(40);
        instance.Sandbox.ServiceNow.Settings.BatchItemLatency = TimeSpan.FromMilliseconds(10);
        var bill = Records.Bill([.. Enumerable.Range(1, 12).Select(i => ($"{i}", 1m, $"Part {i}"))]);

        await instance.WrittenAsync(bill);

        instance.ShouldHoldExactly(bill);
        instance.Sandbox.Journal.Count("servicenow.batch").ShouldBeGreaterThan(1);
        instance.Sandbox.Journal.Count("servicenow.batch.item.*").ShouldBe(12);
    }

    [Fact]
    public async Task What_a_batch_says_nothing_of_is_looked_for_before_it_is_sent_again()
    {
        await using var instance = await Instance.StartAsync();
        var journal = Records.Journal(25m);
        var first = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new { result = new { sys_id = new string('0', 32), correlation_id = journal.Records[0].Key } }));
        instance.Fault(new FaultRule
        {
            Path = "*batch", AfterEffect = true, Status = 200, ContentType = "application/json",
            Body = $$"""{"batch_request_id":"1","serviced_requests":[{"id":"0","status_code":201,"body":"{{first}}"}],"unserviced_requests":[]}""",
        });

        (await instance.WriteAsync(journal)).ShouldBeOfType<WriteOutcome.Deferred>().Reason.Code.ShouldBe("servicenow-quota");
        await instance.WrittenAsync(journal);

        instance.Sandbox.ServiceNow.Rows(Instance.Ledger).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(202)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task A_batch_whose_item_failed_for_now_is_deferred_and_mended(int status)
    {
        await using var instance = await Instance.StartAsync();
        var bill = Records.Bill(("1", 80m, "Pump"), ("2", 20m, "Hose"), ("3", 5m, "Clip"));
        instance.Fault(new FaultRule { Path = "*sn_apo_invoice_line", Nth = 2, Status = status });

        (await instance.WriteAsync(bill)).ShouldBeOfType<WriteOutcome.Deferred>();
        await instance.WrittenAsync(bill);

        instance.ShouldHoldExactly(bill);
    }

    [Fact]
    public async Task Lines_that_came_twice_are_reduced_to_one_each()
    {
        await using var instance = await Instance.StartAsync();
        var bill = Records.Bill(("1", 80m, "Pump"), ("2", 20m, "Hose"));
        var first = await instance.WrittenAsync(bill);
        instance.Sandbox.ServiceNow.Insert(Instance.Lines, ("correlation_id", bill.Lines[0].Key), ("invoice", first.Records[0].SysId), ("amount", "80.00"));

        await instance.WrittenAsync(bill, first.Records);

        instance.LineRows().Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_line_that_somebody_else_added_is_left_alone()
    {
        await using var instance = await Instance.StartAsync();
        var bill = Records.Bill(("1", 80m, "Pump"), ("2", 20m, "Hose"));
        var first = await instance.WrittenAsync(bill);
        instance.Sandbox.ServiceNow.Insert(Instance.Lines, ("invoice", first.Records[0].SysId), ("description", "Freight, added by hand"));

        var again = await instance.WrittenAsync(bill, first.Records);

        instance.LineRows().Count.ShouldBe(3);
        again.Note.ShouldNotBeNull().ShouldContain("left alone");
    }

    [Fact]
    public async Task A_row_that_is_gone_is_made_again_and_takes_over_its_lines()
    {
        await using var instance = await Instance.StartAsync();
        var bill = Records.Bill(("1", 80m, "Pump"), ("2", 20m, "Hose"));
        var first = await instance.WrittenAsync(bill);
        instance.Sandbox.ServiceNow.Delete(Instance.Invoices, first.Records[0].SysId);

        var again = await instance.WrittenAsync(bill, first.Records);

        instance.ShouldHoldExactly(bill);
        again.Records[0].SysId.ShouldNotBe(first.Records[0].SysId);
        again.Records.Skip(1).ShouldBe(first.Records.Skip(1));
    }

    [Fact]
    public async Task A_known_row_that_bears_another_key_now_is_not_ours()
    {
        await using var instance = await Instance.StartAsync();
        var vendor = Records.Vendor();
        var first = await instance.WrittenAsync(vendor);
        instance.Sandbox.ServiceNow.Update(Instance.Suppliers, first.Records[0].SysId, ("correlation_id", "taken"), ("name", "Another"));

        var again = await instance.WrittenAsync(vendor, first.Records);

        again.Records[0].SysId.ShouldNotBe(first.Records[0].SysId);
        instance.Sandbox.ServiceNow.Rows(Instance.Suppliers, "correlation_id=taken").ShouldHaveSingleItem()["name"].ShouldBe("Another");
    }

    [Theory]
    [InlineData(400, "Requested URI does not represent any resource")]
    [InlineData(401, "User Not Authenticated")]
    [InlineData(403, "User Not Authorized")]
    public async Task Where_the_batch_API_is_closed_lines_go_one_by_one(int status, string message)
    {
        await using var instance = await Instance.StartAsync();
        instance.Fault(new FaultRule { Path = "*batch", Times = int.MaxValue, Status = status, Body = $$"""{"error":{"message":"{{message}}","detail":null},"status":"failure"}""" });
        var bill = Records.Bill(("1", 80m, "Pump"), ("2", 20m, "Hose"), ("3", 5m, "Clip"));

        var first = await instance.WrittenAsync(bill);
        instance.Sandbox.Journal.Clear();
        var changed = Records.Bill(("1", 81m, "Pump"), ("3", 6m, "Clip"));
        await instance.WrittenAsync(changed, first.Records);

        instance.ShouldHoldExactly(changed);
        instance.Sandbox.Journal.Count("servicenow.batch").ShouldBe(0);
    }

    [Fact]
    public async Task An_insert_that_comes_late_beside_its_repetition_is_undone()
    {
        await using var instance = await Instance.StartAsync();
        var bill = Records.Bill(("1", 80m, "Pump"), ("2", 20m, "Hose"));
        instance.Fault(new FaultRule { Path = "*batch", Drop = true });
        await instance.WriteAsync(bill);
        // lookup, lines, then the batch of the first attempt arrives just before that of the second
        var gate = new LateArrival(4, () => instance.Sandbox.ServiceNow.Insert(
            Instance.Lines, ("correlation_id", bill.Lines[0].Key), ("invoice", instance.Invoice()["sys_id"]), ("amount", "80.00"), ("description", "Pump")));
        using var client = new ServiceNowClient(instance.Connection, gate, TimeProvider.System, NullLogger<ServiceNowClient>.Instance);

        var outcome = await new RecordWriter(client).WriteAsync(new WriteOrder(new StagingDocument(bill), instance.References, []), CancellationToken.None);

        gate.Arrived.ShouldBeTrue();
        var written = outcome.ShouldBeOfType<WriteOutcome.Written>();
        instance.ShouldHoldExactly(bill);
        written.Records.Skip(1).Select(r => r.SysId).ShouldBe(instance.LineRows().Select(l => l["sys_id"]), ignoreOrder: true);
    }

    [Fact]
    public async Task A_row_that_vanishes_before_its_update_is_looked_for_again()
    {
        await using var instance = await Instance.StartAsync();
        var first = await instance.WrittenAsync(Records.Vendor());
        var changed = Records.Vendor(change: v => v["CompanyName"] = "Norton Inc.");
        var gate = new LateArrival(3, () => instance.Sandbox.ServiceNow.Delete(Instance.Suppliers, first.Records[0].SysId));
        using var client = new ServiceNowClient(instance.Connection, gate, TimeProvider.System, NullLogger<ServiceNowClient>.Instance);
        var writer = new RecordWriter(client);
        var order = new WriteOrder(new StagingDocument(changed), new Dictionary<EntityId, string>(), first.Records);

        (await writer.WriteAsync(order, CancellationToken.None)).ShouldBeOfType<WriteOutcome.Deferred>().Reason.Code.ShouldBe("servicenow-not-found");
        (await writer.WriteAsync(order, CancellationToken.None)).ShouldBeOfType<WriteOutcome.Written>();

        instance.Sandbox.ServiceNow.Rows(Instance.Suppliers, "correlation_idISNOTEMPTY").ShouldHaveSingleItem()["legal_name"].ShouldBe("Norton Inc.");
    }

    /// <summary>Lets something happen in the instance just before a given request.</summary>
    private sealed class LateArrival(int before, Action arrive) : IRequestGate
    {
        private int _seen;

        public bool Arrived { get; private set; }

        public Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> request, CancellationToken ct)
        {
            if (Interlocked.Increment(ref _seen) == before)
            {
                arrive();
                Arrived = true;
            }
            return request(ct);
        }
    }
}
