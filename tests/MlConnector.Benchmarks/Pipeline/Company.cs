using System.Text.Json.Nodes;

namespace MlConnector.Benchmarks.Pipeline;

/// <summary>A company in the sandbox, and what a bookkeeper does there.</summary>
internal sealed record Company(SandboxProcess Sandbox, string Realm, string Name, string RefreshToken)
{
    public async Task<string> AddBillAsync()
    {
        var vendor = (await Sandbox.GetAsync(Path("Vendor")))[0]!.GetValue<string>();
        var account = (await Sandbox.GetAsync(Path("Account")))[0]!.GetValue<string>();
        var bill = await Sandbox.PostAsync(Path("Bill"), new JsonObject
        {
            ["VendorRef"] = new JsonObject { ["value"] = vendor },
            ["Line"] = new JsonArray(Line(80.00m), Line(23.55m)),
        });
        return bill["Id"]!.GetValue<string>();

        JsonObject Line(decimal amount) => new()
        {
            ["Amount"] = amount,
            ["DetailType"] = "AccountBasedExpenseLineDetail",
            ["AccountBasedExpenseLineDetail"] = new JsonObject { ["AccountRef"] = new JsonObject { ["value"] = account } },
        };
    }

    public Task NoteAsync(string bill) => Sandbox.PatchAsync(Path($"Bill/{bill}"), new JsonObject { ["PrivateNote"] = $"Noted {Guid.NewGuid()}" });

    public async Task DropLineAsync(string bill)
    {
        var lines = (await Sandbox.GetAsync(Path($"Bill/{bill}")))["Line"]!.AsArray();
        lines.RemoveAt(1);
        await Sandbox.PatchAsync(Path($"Bill/{bill}"), new JsonObject { ["Line"] = lines.DeepClone() });
    }

    private string Path(string rest) => $"sandbox/companies/{Realm}/{rest}";
}
