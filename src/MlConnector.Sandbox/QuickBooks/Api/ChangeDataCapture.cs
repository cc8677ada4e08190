using System.Text.Json;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.QuickBooks.Books;
using MlConnector.Sandbox.QuickBooks.Query;

namespace MlConnector.Sandbox.QuickBooks.Api;

/// <summary>Everything that changed since a time: one group for each type asked for, live objects by time, deletions behind them, capped and unpaged.</summary>
internal static class ChangeDataCapture
{
    public static Answer Read(QuickBooksCompany company, string? entities, string? changedSince, QuickBooksSettings settings, DateTimeOffset now)
    {
        if (changedSince is null || !PacificTime.TryParse(changedSince, out var since))
            return QuickBooksFaults.Validation("2030", "Invalid ID", $"changedSince '{changedSince}' is not a time", now, "changedSince");
        if (since < now - settings.CdcLookBack)
            return QuickBooksFaults.Validation("4002", "Unable to process the query", "changedSince must not be more than 30 days ago", now, "changedSince");

        var types = new List<EntityType>();
        foreach (var name in (entities ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (EntityType.Find(name) is not { } type)
                return QuickBooksFaults.Validation("4001", "Invalid query", $"Entity {name} is not supported by change data capture", now, "entities");
            types.Add(type);
        }

        if (types.Count == 0)
            return QuickBooksFaults.Validation("2020", "Required param missing", "entities is missing", now, "entities");

        return company.Locked(ledger =>
        {
            var room = settings.CdcCap;
            var groups = types.ConvertAll(t => Group.Of(ledger[t], e => IsSince(e, since, settings.CdcIncludesChangedSince), ref room));
            return JsonAnswer.Of(200, json => Write(json, groups, now));
        });
    }

    private static bool IsSince(DateTimeOffset at, DateTimeOffset since, bool inclusive)
    {
        var shown = QueryRunner.WholeSeconds(at);
        return inclusive ? shown >= since : shown > since;
    }

    private static void Write(Utf8JsonWriter json, List<Group> groups, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteStartArray("CDCResponse");
        json.WriteStartObject();
        json.WriteStartArray("QueryResponse");
        if (groups.TrueForAll(g => g.Count == 0))
        {
            json.WriteStartObject();
            json.WriteEndObject();
        }
        else
        {
            groups.ForEach(g => g.Write(json));
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("time", PacificTime.Milliseconds(now));
        json.WriteEndObject();
    }

    private sealed class Group
    {
        private string _name = "";
        private List<BookEntry> _live = [];
        private List<KeyValuePair<string, DateTimeOffset>> _deleted = [];

        public int Count => _live.Count + _deleted.Count;

        public static Group Of(EntityTable table, Func<DateTimeOffset, bool> isSince, ref int room)
        {
            var live = table.Entries.Where(e => isSince(e.Updated)).OrderBy(e => e.Updated).Take(room).ToList();
            room -= live.Count;
            var deleted = table.Deleted.Where(d => isSince(d.Value)).OrderBy(d => d.Value).Take(room).ToList();
            room -= deleted.Count;
            return new Group { _name = table.Type.Name, _live = live, _deleted = deleted };
        }

        public void Write(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            if (Count > 0)
            {
                json.WriteStartArray(_name);
                foreach (var entry in _live)
                    json.WriteRawValue(entry.Json.Span, skipInputValidation: true);
                foreach (var (id, at) in _deleted)
                    WriteDeleted(json, id, at);
                json.WriteEndArray();
                if (_live.Count > 0)
                    json.WriteNumber("startPosition", 1);
                json.WriteNumber("maxResults", Count);
                json.WriteNumber("totalCount", Count);
            }

            json.WriteEndObject();
        }

        private static void WriteDeleted(Utf8JsonWriter json, string id, DateTimeOffset at)
        {
            json.WriteStartObject();
            json.WriteString("domain", "QBO");
            json.WriteString("status", "Deleted");
            json.WriteString("Id", id);
            json.WriteStartObject("MetaData");
            json.WriteString("LastUpdatedTime", PacificTime.Seconds(at));
            json.WriteEndObject();
            json.WriteEndObject();
        }
    }
}
