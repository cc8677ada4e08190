using System.Globalization;
using System.Text.Json.Nodes;
using MlConnector.Sandbox.Http;

namespace MlConnector.Sandbox.QuickBooks.Books;

/// <summary>One object of the books: its JSON as it is served, and beside it the few values that the books themselves change.</summary>
internal sealed class BookEntry(EntityType type, string id)
{
    private byte[] _json = [];
    private bool _stale;

    public EntityType Type { get; } = type;
    public string Id { get; } = id;
    public int SyncToken { get; private set; }
    public DateTimeOffset Created { get; private set; }
    public DateTimeOffset Updated { get; private set; }
    public bool Active { get; private set; } = true;
    public string Name { get; private set; } = "";
    public string? VendorId { get; private set; }
    public string? ApAccountId { get; private set; }
    public string? TxnDate { get; private set; }
    public string? DueDate { get; private set; }
    public string? DocNumber { get; private set; }
    public decimal Total { get; private set; }

    /// <summary>Open amount of a document, or what stands on a vendor or an account.</summary>
    public decimal Balance { get; private set; }

    public List<(string TxnId, string TxnType)> Links { get; } = [];

    public ReadOnlyMemory<byte> Json
    {
        get
        {
            if (_stale)
                Render();
            return _json;
        }
    }

    public JsonObject Read() => JsonNode.Parse(Json.Span)!.AsObject();

    public static BookEntry Create(EntityType type, string id, JsonObject content, DateTimeOffset now)
    {
        var entry = new BookEntry(type, id) { Created = now, Updated = now };
        entry.Replace(content);
        return entry;
    }

    /// <summary>A user or an application changed the object.</summary>
    public void Revise(JsonObject content, DateTimeOffset now)
    {
        SyncToken++;
        Updated = now;
        Replace(content);
    }

    /// <summary>The object changes without a new version or time.</summary>
    public void Rewrite(JsonObject content) => Replace(content);

    /// <summary>The books moved the balance: of documents the SyncToken moves too, of vendors and accounts only the time.</summary>
    public void MoveBalance(decimal amount, DateTimeOffset now)
    {
        if (Type.Shape == EntityShape.Transaction)
            SyncToken++;
        Balance += amount;
        Updated = now;
        _stale = true;
    }

    private void Replace(JsonObject content)
    {
        Active = content["Active"]?.GetValue<bool>() ?? true;
        Name = Text(content, "DisplayName") ?? Text(content, "FullyQualifiedName") ?? Text(content, "Name") ?? "";
        VendorId = Text(content["VendorRef"], "value");
        ApAccountId = Text(content["APAccountRef"], "value");
        TxnDate = Text(content, "TxnDate");
        DueDate = Text(content, "DueDate");
        DocNumber = Text(content, "DocNumber");
        Total = Amount(content, "TotalAmt");
        Balance = Amount(content, Type == EntityType.Account ? "CurrentBalance" : "Balance");
        _json = JsonAnswer.Bytes(Stamp(content));
        _stale = false;
    }

    private void Render()
    {
        var content = JsonNode.Parse(_json)!.AsObject();
        if (Type == EntityType.Account)
        {
            content["CurrentBalance"] = Balance;
            content["CurrentBalanceWithSubAccounts"] = Balance;
        }
        else if (content.ContainsKey("Balance"))
        {
            content["Balance"] = Balance;
            if (content.ContainsKey("HomeBalance"))
                content["HomeBalance"] = decimal.Round(Balance * (Amount(content, "ExchangeRate") is var r and > 0 ? r : 1), 2);
        }

        _json = JsonAnswer.Bytes(Stamp(content));
        _stale = false;
    }

    private JsonObject Stamp(JsonObject content)
    {
        content["domain"] = "QBO";
        content["sparse"] = false;
        content["Id"] = Id;
        content["SyncToken"] = SyncToken.ToString(CultureInfo.InvariantCulture);
        content["MetaData"] = new JsonObject { ["CreateTime"] = PacificTime.Seconds(Created), ["LastUpdatedTime"] = PacificTime.Seconds(Updated) };
        if (Links.Count > 0)
            content["LinkedTxn"] = new JsonArray([.. Links.Select(l => new JsonObject { ["TxnId"] = l.TxnId, ["TxnType"] = l.TxnType })]);
        else if (Type.Shape == EntityShape.Transaction)
            content.Remove("LinkedTxn");
        return content;
    }

    public static string? Text(JsonNode? node, string name) => node is JsonObject o && o[name] is JsonValue v ? v.ToString() : null;

    public static decimal Amount(JsonNode? node, string name) =>
        Text(node, name) is { } text && decimal.TryParse(text, NumberStyles.Number | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var amount) ? amount : 0m;
}
