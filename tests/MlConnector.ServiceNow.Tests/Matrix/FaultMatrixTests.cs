using System.Globalization;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Staging;
using MlConnector.ServiceNow.Writing;

namespace MlConnector.ServiceNow.Tests.Matrix;

/// <summary>Whatever befalls whichever call that writes: in the end each row stands there once, as ordered.</summary>
public sealed class FaultMatrixTests
{
    public static TheoryData<string, string> Matrix
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var write in MatrixWrite.All.Keys)
            {
                foreach (var fault in MatrixFault.All.Keys) data.Add(write, fault);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Every_fault_at_every_write_ends_with_the_right_rows(string write, string fault)
    {
        await using var instance = await Instance.StartAsync();
        instance.AddInvoice("25");
        instance.AddInvoice("26");
        if (MatrixWrite.All[write].Kind is RecordKind.Invoice or RecordKind.InvoiceLine) RemoveInvoices(instance);
        await EndsRightAsync(instance, MatrixWrite.All[write], MatrixFault.All[fault]);
    }

    private static async Task EndsRightAsync(Instance instance, MatrixWrite write, MatrixFault fault)
    {
        IReadOnlyList<StagedRecord> known = write.Before is { } before ? (await instance.WrittenAsync(before)).Records : [];
        var table = instance.Client.Profile.For(write.Kind)!;
        var hidden = instance.Sandbox.ServiceNow[table.Table].Hidden;
        var rule = fault.Rule is { } make ? instance.Fault(make(write.Method, string.Format(CultureInfo.InvariantCulture, write.Path, table.Table))) : null;
        if (rule is null) hidden.Add(table.Columns.Single(c => c.Field == write.Column).Column);

        var outcome = await instance.WriteAsync(write.Order, known);

        if (rule is not null) rule.Hits.ShouldBe(1);
        ShouldEnd(outcome, fault, table.Table, write.Path == "*/batch");
        hidden.Clear();
        var written = outcome as WriteOutcome.Written ?? await instance.WrittenAsync(write.Order, known);
        Expected(instance, write.Order).ShouldBe(Standing(instance, write.Order), ignoreOrder: true);
        // and all is as it was left, so that there is nothing more to write
        var writes = Writes(instance);
        await instance.WrittenAsync(write.Order, written.Records);
        Writes(instance).ShouldBe(writes);
    }

    private static void ShouldEnd(WriteOutcome outcome, MatrixFault fault, string table, bool batch)
    {
        if (fault.ShouldEnd(outcome, batch) is not { } reason) return;
        // which request, and what to do: that is all that a person has to go by
        reason.Text.ShouldContain(outcome is WriteOutcome.Refused { Reason.Code: "servicenow-not-stored" } ? table : batch ? "a batch" : table);
        reason.NextStep.ShouldNotBeNullOrWhiteSpace();
    }

    /// <summary>Key and values of every row that the order is about, as it says.</summary>
    private static IEnumerable<string> Expected(Instance instance, StagingDocument order)
    {
        var (profile, marks) = (instance.Client.Profile, order.Set is { } set && order.Records.IsEmpty ? set : null);
        if (marks is not null)
        {
            return Rows(instance, marks.Kind, marks.KeyPrefix).Select(row => $"{row["correlation_id"]} state={marks.Left[Field.State]}");
        }
        return order.Records.SelectMany(r => r.Lines.Prepend(r)).Select(record => Shown(record.Key, profile.For(record.Kind)!.Columns
            .Where(c => record.Fields.ContainsKey(c.Field!)).Select(c => (c.Column, record.Fields[c.Field!]))));
    }

    private static IEnumerable<string> Standing(Instance instance, StagingDocument order)
    {
        var profile = instance.Client.Profile;
        if (order.Set is { } set && order.Records.IsEmpty)
        {
            var rows = Rows(instance, set.Kind, set.KeyPrefix).ToList();
            rows.ShouldNotBeEmpty();
            return rows.Select(row => $"{row["correlation_id"]} state={row["state"]}");
        }
        var first = order.Records[0];
        var prefix = order.Set?.KeyPrefix ?? first.Key;
        var kinds = first.Kind == RecordKind.Invoice && !first.IsRemoval ? new[] { RecordKind.Invoice, RecordKind.InvoiceLine } : [first.Kind];
        return kinds.SelectMany(kind => Rows(instance, kind, prefix).Select(row =>
        {
            var record = order.Records.SelectMany(r => r.Lines.Prepend(r)).FirstOrDefault(r => r.Key == row["correlation_id"]);
            return Shown(row["correlation_id"], profile.For(kind)!.Columns.Where(c => record?.Fields.ContainsKey(c.Field!) == true).Select(c => (c.Column, row[c.Column])));
        }));
    }

    private static IEnumerable<IReadOnlyDictionary<string, string>> Rows(Instance instance, RecordKind kind, string prefix) =>
        instance.Sandbox.ServiceNow.Rows(instance.Client.Profile.For(kind)!.Table, $"correlation_idSTARTSWITH{prefix}");

    private static string Shown(string key, IEnumerable<(string Column, string Value)> values) =>
        $"{key} {string.Join(' ', values.OrderBy(v => v.Column, StringComparer.Ordinal).Select(v => $"{v.Column}={v.Value}"))}";

    private static long Writes(Instance instance) => new[] { "post", "patch", "put", "delete" }
        .Sum(method => instance.Sandbox.Journal.Count($"servicenow.table.{method}") + instance.Sandbox.Journal.Count($"servicenow.batch.item.servicenow.table.{method}"));

    private static void RemoveInvoices(Instance instance)
    {
        foreach (var row in instance.Sandbox.ServiceNow.Rows(Instance.Invoices)) instance.Sandbox.ServiceNow.Delete(Instance.Invoices, row["sys_id"]);
    }
}
