using System.Collections.Concurrent;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Staging;
using MlConnector.Sandbox.Http;
using MlConnector.ServiceNow.Writing;

namespace MlConnector.ServiceNow.Tests.Matrix;

/// <summary>Whatever befalls whichever import: in the end the tables hold what they hold where nothing went wrong.</summary>
public sealed class ImportMatrixTests
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyList<string>>>> Undisturbed = new();

    private static readonly IReadOnlyDictionary<string, MatrixFault> OfImports = new Dictionary<string, MatrixFault>
    {
        ["a map that fails"] = Answer("servicenow-not-imported", """{"transform_map":"Import","table":"any","status":"error","error_message":"Name is taken"}"""),
        ["a map that leads elsewhere"] = Answer("servicenow-not-imported", """{"transform_map":"Import","table":"other","status":"inserted","sys_id":"0"}"""),
        ["no map"] = Answer("servicenow-no-transform", """{"transform_map":"","table":"","status":"error","error_message":"No transform entry or scripts are defined"}"""),
        ["an answer without a result"] = new(Ends.Deferred, "servicenow-malformed", (m, p) => new FaultRule { Method = m, Path = p, Status = 201, Body = """{"import_set":"ISET1","result":[]}""" }),
    };

    public static TheoryData<string, string> Matrix
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (name, write) in ImportWrite.All)
            {
                foreach (var fault in MatrixFault.All.Keys.Concat(write.Batch ? [] : OfImports.Keys)) data.Add(name, fault);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Every_fault_at_every_import_ends_with_the_right_rows(string write, string fault)
    {
        await using var instance = await StartAsync();
        await EndsRightAsync(instance, ImportWrite.All[write], MatrixFault.All.GetValueOrDefault(fault) ?? OfImports[fault]);

        Rows(instance).ShouldBe(await Undisturbed.GetOrAdd(write, w => new(() => WithoutFaultAsync(ImportWrite.All[w]))).Value, ignoreOrder: true);
    }

    private static async Task EndsRightAsync(Instance instance, ImportWrite write, MatrixFault fault)
    {
        IReadOnlyList<StagedRecord> known = write.Before is { } before ? (await instance.WrittenAsync(before)).Records : [];
        var table = instance.Client.Profile.For(write.Kind)!;
        var hidden = instance.Sandbox.ServiceNow[table.Table].Hidden;
        var rule = fault.Rule is { } make ? instance.Fault(make("POST", write.Batch ? "*/batch" : $"*/import/{table.Written}")) : null;
        if (rule is null) hidden.Add(write.Column);

        var outcome = await instance.WriteAsync(write.Order, known);

        if (rule is not null) rule.Hits.ShouldBe(1);
        fault.ShouldEnd(outcome, write.Batch);
        hidden.Clear();
        var written = outcome as WriteOutcome.Written ?? await instance.WrittenAsync(write.Order, known);
        // and all is as it was left, so that there is nothing more to import
        var imports = Imports(instance);
        await instance.WrittenAsync(write.Order, written.Records);
        Imports(instance).ShouldBe(imports);
    }

    private static async Task<IReadOnlyList<string>> WithoutFaultAsync(ImportWrite write)
    {
        await using var instance = await StartAsync();
        var known = write.Before is { } before ? (await instance.WrittenAsync(before)).Records : [];
        await instance.WrittenAsync(write.Order, known);
        return Rows(instance);
    }

    private static async Task<Instance> StartAsync()
    {
        var instance = await Instance.StartAsync(c => c with { Profile = "s2p" });
        instance.AddInvoice("26");
        instance.AddInvoice("27");
        instance.Sandbox.ServiceNow.ApproveInvoices();
        return instance;
    }

    /// <summary>Every record, but for what differs from one instance to the next.</summary>
    private static IReadOnlyList<string> Rows(Instance instance)
    {
        var tables = instance.Client.Profile.Tables.Where(t => t.Record != RecordKind.LedgerLine).Select(t => t.Table).Distinct();
        var keys = tables.SelectMany(t => instance.Sandbox.ServiceNow.Rows(t).Select(r => (r["sys_id"], $"{t}/{r[Key(instance, t)]}"))).ToDictionary();
        return [.. tables.SelectMany(t => instance.Sandbox.ServiceNow.Rows(t).Select(row => $"{t}: {string.Join(' ', row
            .Where(c => !c.Key.StartsWith("sys_", StringComparison.Ordinal) && c.Key != "number")
            .OrderBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => $"{c.Key}={keys.GetValueOrDefault(c.Value, c.Value)}"))}"))];
    }

    private static string Key(Instance instance, string table) => instance.Client.Profile.Tables.First(t => t.Table == table).KeyColumn;

    private static long Imports(Instance instance) => instance.Sandbox.Journal.Counts.Where(c => c.Key.Contains("import", StringComparison.Ordinal)).Sum(c => c.Value);

    private static MatrixFault Answer(string code, string map) => new(Ends.Refused, code, (m, p) => new FaultRule
    {
        Method = m, Path = p, Status = 201, ContentType = "application/json", Body = $$"""{"import_set":"ISET1","staging_table":"x","result":[{{map}}]}""",
    });
}
