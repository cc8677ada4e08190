using System.Text.Json;
using System.Text.Json.Nodes;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.QuickBooks.Books;
using MlConnector.Sandbox.QuickBooks.Query;

namespace MlConnector.Sandbox.QuickBooks.Api;

/// <summary>Runs statements, alone or up to 30 in a batch.</summary>
internal static class QueryEndpoint
{
    private const int BatchLimit = 30;

    public static Answer Query(QuickBooksCompany company, string? text, DateTimeOffset now)
    {
        try
        {
            var statement = QueryParser.Parse(text ?? "");
            return company.Locked(ledger => JsonAnswer.Of(200, json =>
            {
                json.WriteStartObject();
                Write(json, statement, ledger);
                json.WriteString("time", PacificTime.Milliseconds(now));
                json.WriteEndObject();
            }));
        }
        catch (QueryFault fault)
        {
            return QuickBooksFaults.Validation(fault.Code, fault.Words, fault.Message, now);
        }
    }

    public static Answer Batch(QuickBooksCompany company, JsonObject? body, DateTimeOffset now)
    {
        if (body?["BatchItemRequest"] is not JsonArray items)
            return QuickBooksFaults.Validation("2020", "Required param missing", "BatchItemRequest is missing", now);
        if (items.Count > BatchLimit)
            return QuickBooksFaults.Validation("1040", "Exceeded max number of items in a batch", $"The limit is {BatchLimit}", now);
        return company.Locked(ledger => JsonAnswer.Of(200, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("BatchItemResponse");
            foreach (var item in items)
                WriteItem(json, item, ledger);
            json.WriteEndArray();
            json.WriteString("time", PacificTime.Milliseconds(now));
            json.WriteEndObject();
        }));
    }

    private static void WriteItem(Utf8JsonWriter json, JsonNode? item, Ledger ledger)
    {
        json.WriteStartObject();
        json.WriteString("bId", BookEntry.Text(item, "bId"));
        try
        {
            if (BookEntry.Text(item, "Query") is not { } text)
                throw new QueryFault("500", "Unsupported Operation", "Only queries are taken in a batch");
            Write(json, QueryParser.Parse(text), ledger);
        }
        catch (QueryFault fault)
        {
            json.WriteStartObject("Fault");
            QuickBooksFaults.WriteErrors(json, fault.Code, fault.Words, fault.Message, "");
            json.WriteString("type", "ValidationFault");
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Statement statement, Ledger ledger)
    {
        var found = QueryRunner.Run(statement, ledger[statement.Entity]);
        json.WriteStartObject("QueryResponse");
        if (statement.Count)
        {
            json.WriteNumber("totalCount", found.Count);
        }
        else if (found.Skip(statement.Start - 1).Take(statement.Max).ToList() is { Count: > 0 } page)
        {
            json.WriteStartArray(statement.Entity.Name);
            foreach (var entry in page)
                json.WriteRawValue(entry.Json.Span, skipInputValidation: true);
            json.WriteEndArray();
            json.WriteNumber("startPosition", statement.Start);
            json.WriteNumber("maxResults", page.Count);
        }

        json.WriteEndObject();
    }
}
