using System.Text.Json.Nodes;

namespace MlConnector.Benchmarks.Processes;

/// <summary>A company in the sandbox, and what a bookkeeper does there.</summary>
internal sealed record Company(SandboxProcess Sandbox, string Realm, string Name, string RefreshToken)
{
    public Task<JsonNode> ReadAsync(string type, string id) => Sandbox.GetAsync(Path($"{type}/{id}"));

    public async Task<IReadOnlyList<string>> IdsAsync(string type) => [.. (await Sandbox.GetAsync(Path(type))).AsArray().Select(id => id!.GetValue<string>())];

    public async Task<string> AddBillAsync(int lines)
    {
        var vendor = (await IdsAsync("Vendor"))[0];
        var account = (await IdsAsync("Account"))[0];
        var bill = await Sandbox.PostAsync(Path("Bill"), new JsonObject
        {
            ["VendorRef"] = new JsonObject { ["value"] = vendor },
            ["Line"] = new JsonArray([.. Enumerable.Range(0, lines).Select(i => new JsonObject
            {
                ["Amount"] = 23.55m + i,
                ["DetailType"] = "AccountBasedExpenseLineDetail",
                ["AccountBasedExpenseLineDetail"] = new JsonObject { ["AccountRef"] = new JsonObject { ["value"] = account } },
            })]),
        });
        return bill["Id"]!.GetValue<string>();
    }

    public Task NoteAsync(string bill, string note) => Sandbox.PatchAsync(Path($"Bill/{bill}"), new JsonObject { ["PrivateNote"] = note });

    public Task DropLineAsync(string bill) => EditLinesAsync(bill, lines => lines.RemoveAt(1));

    public Task RaiseLineAsync(string bill) => EditLinesAsync(bill, lines => lines[0]!["Amount"] = lines[0]!["Amount"]!.GetValue<decimal>() + 1);

    /// <summary>One cheque for these bills.</summary>
    public async Task PayAsync(params string[] bills)
    {
        var open = await Task.WhenAll(bills.Select(b => ReadAsync("Bill", b)));
        await Sandbox.PostAsync(Path("BillPayment"), new JsonObject
        {
            ["VendorRef"] = open[0]["VendorRef"]!.DeepClone(),
            ["TotalAmt"] = open.Sum(b => b["Balance"]!.GetValue<decimal>()),
            ["PayType"] = "Check",
            ["CheckPayment"] = new JsonObject { ["BankAccountRef"] = new JsonObject { ["value"] = await BankAccountAsync() } },
            ["Line"] = new JsonArray([.. open.Select(b => new JsonObject
            {
                ["Amount"] = b["Balance"]!.GetValue<decimal>(),
                ["LinkedTxn"] = new JsonArray(new JsonObject { ["TxnId"] = b["Id"]!.GetValue<string>(), ["TxnType"] = "Bill" }),
            })]),
        });
    }

    private async Task<string> BankAccountAsync()
    {
        foreach (var id in await IdsAsync("Account"))
        {
            if ((await ReadAsync("Account", id))["AccountType"]?.GetValue<string>() == "Bank") return id;
        }
        throw new InvalidOperationException("The company has no bank account.");
    }

    private async Task EditLinesAsync(string bill, Action<JsonArray> edit)
    {
        var lines = (await ReadAsync("Bill", bill))["Line"]!.DeepClone().AsArray();
        edit(lines);
        await Sandbox.PatchAsync(Path($"Bill/{bill}"), new JsonObject { ["Line"] = lines });
    }

    private string Path(string rest) => $"sandbox/companies/{Realm}/{rest}";
}
