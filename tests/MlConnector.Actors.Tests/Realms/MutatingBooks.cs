using MlConnector.Actors.Tests.Pipeline;
using MlConnector.Domain.Realms;
using MlConnector.Sandbox.QuickBooks;
using MlConnector.Sandbox.QuickBooks.Books;

namespace MlConnector.Actors.Tests.Realms;

/// <summary>Books that somebody works on at random, from a seed: between polls, and behind every answer while one is under way.</summary>
internal sealed class MutatingBooks(QuickBooksCompany company, ShiftedTime time, int seed) : DelegatingHandler(new SocketsHttpHandler())
{
    private readonly Random _random = new(seed);
    private readonly Lock _gate = new();

    /// <summary>Off once the books are to be compared.</summary>
    public bool Works { get; set; } = true;

    public void Work(int most)
    {
        lock (_gate)
        {
            for (var i = _random.Next(most + 1); i > 0; i--) DoOne();
        }
    }

    // the answer is made by then: what follows is not in it
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var answer = await base.SendAsync(request, ct);
        await answer.Content.LoadIntoBufferAsync(ct);
        if (Works) Work(2);
        return answer;
    }

    private void DoOne()
    {
        // some of what is done bears the same second
        time.Ahead += TimeSpan.FromMilliseconds(_random.Next(1500));
        try
        {
            switch (_random.Next(17))
            {
                case < 3:
                    company.AddBill(Any("Vendor"), new LineEntry(_random.Next(1, 100)));
                    break;
                case < 6:
                    company.Edit("Bill", Any("Bill"), b => b["PrivateNote"] = $"{_random.Next()}");
                    break;
                case < 8:
                    company.Delete("Bill", Any("Bill"));
                    break;
                case 8:
                    company.AddVendor($"Vendor {_random.Next()}");
                    break;
                case 9:
                    company.Pay(Any("Bill"), 1m);
                    break;
                case 10:
                    company.Void("BillPayment", Any("BillPayment"));
                    break;
                case 11:
                    company.AddVendorCredit(Any("Vendor"), new LineEntry(_random.Next(1, 100)));
                    break;
                case 12:
                    company.AddJournalEntry(_random.Next(1, 100), company.AccountOfType("Expense"), company.AccountOfType("Accounts Payable"), Any("Vendor"));
                    break;
                case 13:
                    var type = RealmDecider.Types[_random.Next(1, RealmDecider.Types.Count)].ToString();
                    company.Delete(type, Any(type));
                    break;
                case 14:
                    company.Inactivate("Vendor", Any("Vendor"));
                    break;
                case 15:
                    var (loser, winner) = (Any("Vendor"), Any("Vendor"));
                    if (loser != winner) company.MergeVendors(loser, winner);
                    break;
                default:
                    company.Edit("Vendor", Any("Vendor"), v => v["AcctNum"] = $"{_random.Next()}");
                    break;
            }
        }
        catch (BookFault)
        {
            // the books do not allow everything that comes to mind
        }
    }

    private string Any(string type) => company.Ids(type) is { Count: > 0 } ids ? ids[_random.Next(ids.Count)] : company.AddVendor($"Vendor {_random.Next()}");
}
