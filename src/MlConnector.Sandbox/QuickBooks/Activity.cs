using System.Text.Json.Nodes;

namespace MlConnector.Sandbox.QuickBooks;

/// <summary>What a busy day does to the books, from a seed: new bills, edits, payments, voids, deletions.</summary>
public sealed class Activity(QuickBooksCompany company, int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Does so many things and says what they were.</summary>
    public IReadOnlyList<string> Do(int count)
    {
        var done = new List<string>();
        for (var tries = 0; done.Count < count && tries < count * 20; tries++)
        {
            try
            {
                if (One() is { } what)
                    done.Add(what);
            }
            catch (Books.BookFault)
            {
                // Not everything that comes to mind is allowed by the books: something else is tried.
            }
        }

        return done;
    }

    public string NewBill()
    {
        var lines = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => new LineEntry(_random.Next(100, 200_000) / 100m, "Delivery " + _random.Next(1000)));
        return company.AddBill(Pick("Vendor"), [.. lines]);
    }

    private string? One()
    {
        switch (_random.Next(10))
        {
            case < 3:
                return $"bill {NewBill()} entered";
            case < 6:
                var edited = Pick("Bill");
                company.Edit("Bill", edited, Change);
                return $"bill {edited} edited";
            case < 8:
                var paid = Pick("Bill");
                return company.Read("Bill", paid)["Balance"]!.GetValue<decimal>() > 0 ? $"bill {paid} paid by {company.Pay(paid, byCard: _random.Next(2) == 0)}" : null;
            case 8:
                var vendor = Pick("Vendor");
                company.Edit("Vendor", vendor, v => v["PrimaryPhone"] = new JsonObject { ["FreeFormNumber"] = $"(415) 555-{_random.Next(1000, 9999)}" });
                return $"vendor {vendor} edited";
            default:
                var deleted = Pick("Bill");
                company.Delete("Bill", deleted);
                return $"bill {deleted} deleted";
        }
    }

    private void Change(JsonObject bill)
    {
        bill["PrivateNote"] = "Checked " + _random.Next(10_000);
        var lines = bill["Line"]!.AsArray();
        switch (_random.Next(4))
        {
            case 0:
                lines.Add(lines[0]!.DeepClone());
                lines[^1]!.AsObject().Remove("Id");
                break;
            case 1 when lines.Count > 1:
                lines.RemoveAt(lines.Count - 1);
                break;
            case 2:
                lines[0]!["Amount"] = lines[0]!["Amount"]!.GetValue<decimal>() + 1.01m;
                break;
        }
    }

    private string Pick(string type)
    {
        var ids = company.Ids(type);
        return ids[_random.Next(ids.Count)];
    }
}
