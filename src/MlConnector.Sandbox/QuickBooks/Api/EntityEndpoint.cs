using System.Text.Json.Nodes;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.QuickBooks.Books;

namespace MlConnector.Sandbox.QuickBooks.Api;

/// <summary>Reads and saves one object.</summary>
internal static class EntityEndpoint
{
    public static Answer Read(QuickBooksCompany company, EntityType type, string id, DateTimeOffset now)
    {
        try
        {
            return Envelope(type, company.Json(type, id), now);
        }
        catch (BookFault fault)
        {
            return Refuse(fault, now);
        }
    }

    /// <summary>Creates, updates, deletes or voids, as the body and the operation say.</summary>
    public static Answer Save(QuickBooksCompany company, EntityType type, Call call, DateTimeOffset now)
    {
        if (JsonAnswer.ParseObject(call.Body) is not { } content)
            return QuickBooksFaults.Validation("2010", "Request has invalid or unsupported property", "The body is not a JSON object", now);
        try
        {
            var operation = call.Param("operation");
            var isVoid = call.Param("include") == "void" || operation == "void";
            if (operation == "delete")
            {
                company.Check(type.Name, content);
                var id = BookEntry.Text(content, "Id")!;
                company.Delete(type.Name, id);
                return JsonAnswer.Of(200, new JsonObject
                {
                    [type.Name] = new JsonObject { ["status"] = "Deleted", ["domain"] = "QBO", ["Id"] = id },
                    ["time"] = PacificTime.Milliseconds(now),
                });
            }

            if (isVoid)
            {
                if (type != EntityType.BillPayment)
                    throw new BookFault("500", "Unsupported Operation", $"Operation void is not supported for {type.Name}");
                company.Check(type.Name, content);
            }

            var saved = isVoid ? company.Void(type.Name, BookEntry.Text(content, "Id")!)
                : content.ContainsKey("Id") ? company.Update(type.Name, content)
                : company.Create(type.Name, content);
            return JsonAnswer.Of(200, new JsonObject { [type.Name] = saved, ["time"] = PacificTime.Milliseconds(now) });
        }
        catch (BookFault fault)
        {
            return Refuse(fault, now);
        }
    }

    private static Answer Envelope(EntityType type, ReadOnlyMemory<byte> entity, DateTimeOffset now) => JsonAnswer.Of(200, json =>
    {
        json.WriteStartObject();
        json.WritePropertyName(type.Name);
        json.WriteRawValue(entity.Span, skipInputValidation: true);
        json.WriteString("time", PacificTime.Milliseconds(now));
        json.WriteEndObject();
    });

    private static Answer Refuse(BookFault fault, DateTimeOffset now) =>
        QuickBooksFaults.Validation(fault.Code, fault.Words, fault.Detail, now, fault.Element);
}
