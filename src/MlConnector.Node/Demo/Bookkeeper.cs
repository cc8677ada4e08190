using System.Text.Json.Nodes;
using MlConnector.Sandbox.QuickBooks;

namespace MlConnector.Node.Demo;

/// <summary>Somebody who works in QuickBooks while the connector runs. The same seed does the same things.</summary>
internal sealed class Bookkeeper(QuickBooksCompany company, int seed)
{
    private readonly Random _random = new(seed);

    public int Done { get; private set; }

    public async Task WorkAsync(int changes, TimeSpan pace, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(pace);
        while (Done < changes && await timer.WaitForNextTickAsync(ct))
        {
            Work();
            Done++;
        }
    }

    private void Work()
    {
        switch (_random.Next(10))
        {
            case < 4:
                company.AddBill(Vendor(), Line("Materials"), Line("Freight"));
                break;
            case 4:
                EditLines(lines => lines[0]!["Amount"] = Amount());
                break;
            case 5:
                EditLines(lines =>
                {
                    var added = lines[0]!.DeepClone().AsObject();
                    added.Remove("Id");
                    added.Remove("LineNum");
                    added["Amount"] = Amount();
                    lines.Add(added);
                });
                break;
            case 6:
                EditLines(lines =>
                {
                    if (lines.Count > 1) lines.RemoveAt(lines.Count - 1);
                });
                break;
            case 7:
                company.Edit("Vendor", Vendor(), v => v["DisplayName"] = $"{v["DisplayName"]!.GetValue<string>()} & Sons {Done}");
                break;
            case 8:
                if (Unpaid() is { } due) company.Pay(due);
                break;
            default:
                if (Unpaid() is { } wrong) company.Delete("Bill", wrong);
                break;
        }
    }

    private void EditLines(Action<JsonArray> change)
    {
        if (Unpaid() is { } bill) company.Edit("Bill", bill, content => change(content["Line"]!.AsArray()));
    }

    // one that can be changed freely: nothing paid of it, no tax to be worked out anew, no items with a price
    private string? Unpaid() => Any("Bill", bill =>
        bill["Balance"]!.GetValue<decimal>() is > 0 and var due && due == bill["TotalAmt"]!.GetValue<decimal>()
        && bill["TxnTaxDetail"]?["TotalTax"] is null
        && bill["Line"]!.AsArray().All(l => l!["AccountBasedExpenseLineDetail"] is not null));

    private string Vendor() => Any("Vendor", v => v["Active"]!.GetValue<bool>())!;

    private string? Any(string type, Func<JsonObject, bool> fits)
    {
        var ids = company.Ids(type);
        // from somewhere on, and round once
        var first = _random.Next(ids.Count);
        return Enumerable.Range(0, ids.Count).Select(i => ids[(first + i) % ids.Count]).FirstOrDefault(id => fits(company.Read(type, id)));
    }

    private LineEntry Line(string description) => new(Amount(), description);

    private decimal Amount() => _random.Next(1_000, 500_000) / 100m;
}
