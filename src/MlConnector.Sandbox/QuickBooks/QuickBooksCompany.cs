using System.Text.Json.Nodes;
using MlConnector.Sandbox.QuickBooks.Books;

namespace MlConnector.Sandbox.QuickBooks;

/// <summary>One company (realm) with consistent books. Its own methods are what a person does in QuickBooks: no token, no SyncToken to present.</summary>
public sealed class QuickBooksCompany
{
    private readonly Lock _gate = new();
    private readonly Ledger _ledger = new();
    private readonly TimeProvider _time;
    private DateTimeOffset? _past;

    internal QuickBooksCompany(string realmId, string name, TimeProvider time)
    {
        RealmId = realmId;
        Name = name;
        _time = time;
        _ledger.Changed = (type, id, operation, at) => Changed?.Invoke(new CompanyChange(realmId, type.Name, id, operation, at));
    }

    public string RealmId { get; }
    public string Name { get; }

    /// <summary>Raised inside the company's lock for everything that a webhook would tell.</summary>
    public event Action<CompanyChange>? Changed;

    public JsonObject Create(string type, JsonObject content)
    {
        lock (_gate)
            return _ledger.Create(EntityType.Get(type), content, Now).Read();
    }

    /// <summary>As <see cref="Create"/>, for callers that need only the id.</summary>
    public string Add(string type, JsonObject content)
    {
        lock (_gate)
            return _ledger.Create(EntityType.Get(type), content, Now).Id;
    }

    public JsonObject Edit(string type, string id, Action<JsonObject> change)
    {
        lock (_gate)
        {
            var entry = Entry(type, id);
            var content = entry.Read();
            change(content);
            return _ledger.Update(entry, content, Now).Read();
        }
    }

    /// <summary>Writes an object past all the rules of the books: what no bookkeeper could do, but an answer may hold.</summary>
    public void Tamper(string type, string id, Action<JsonObject> change)
    {
        lock (_gate)
        {
            var entry = Entry(type, id);
            var content = entry.Read();
            change(content);
            entry.Revise(content, Now);
        }
    }

    /// <summary>Saves an object as the API does: the SyncToken must be the current one; a sparse one changes only what it names.</summary>
    public JsonObject Update(string type, JsonObject content)
    {
        lock (_gate)
        {
            var entry = Current(type, content);
            var merged = entry.Read();
            var sparse = content["sparse"]?.GetValue<bool>() ?? false;
            if (!sparse)
            {
                foreach (var kept in merged.Select(p => p.Key).Where(k => k is not ("Balance" or "HomeBalance" or "CurrentBalance" or "LinkedTxn")).ToArray())
                    merged.Remove(kept);
            }

            foreach (var (name, value) in content)
            {
                if (name is not ("Balance" or "HomeBalance" or "CurrentBalance" or "LinkedTxn"))
                    merged[name] = value?.DeepClone();
            }

            if (entry.Type.Shape == EntityShape.List && entry.Active && merged["Active"]?.GetValue<bool>() == false)
                MarkDeleted(merged);
            return _ledger.Update(entry, merged, Now).Read();
        }
    }

    public void Delete(string type, string id)
    {
        lock (_gate)
        {
            var entry = Entry(type, id);
            if (entry.Type.Shape != EntityShape.Transaction)
                throw BookFault.Business("Only transactions are deleted; make the object inactive instead.");
            _ledger.Delete(entry, Now);
        }
    }

    /// <summary>Master data is never deleted: it becomes inactive, and its names say so.</summary>
    public JsonObject Inactivate(string type, string id) => Edit(type, id, content =>
    {
        content["Active"] = false;
        MarkDeleted(content);
    });

    public JsonObject Void(string type, string id)
    {
        lock (_gate)
            return _ledger.Void(Entry(type, id), Now).Read();
    }

    /// <summary>Merges a vendor into another: its documents are re-pointed and it is gone.</summary>
    /// <param name="silently">The documents do not count as changed, and nothing tells that it is gone: neither is documented.</param>
    public void MergeVendors(string loser, string winner, bool silently = false)
    {
        lock (_gate)
        {
            var gone = Entry("Vendor", loser);
            _ = Entry("Vendor", winner);
            foreach (var entry in EntityType.All.Where(t => t.Shape == EntityShape.Transaction).SelectMany(t => _ledger[t].Entries).ToArray())
            {
                var content = entry.Read();
                if (!Documents.Repoint(content, loser, winner))
                    continue;
                if (silently)
                    entry.Rewrite(content);
                else
                    _ledger.Update(entry, content, Now);
            }

            _ledger[EntityType.Vendor].Remove(gone, silently ? null : Now);
            Changed?.Invoke(new CompanyChange(RealmId, "Vendor", winner, "Merge", Now) { MergedId = loser });
        }
    }

    public JsonObject Read(string type, string id)
    {
        lock (_gate)
            return Entry(type, id).Read();
    }

    public bool Exists(string type, string id)
    {
        lock (_gate)
            return _ledger[EntityType.Get(type)].Find(id) is not null;
    }

    /// <summary>Ids of everything that has not been deleted, oldest first.</summary>
    public IReadOnlyList<string> Ids(string type)
    {
        lock (_gate)
            return [.. _ledger[EntityType.Get(type)].Entries.Select(e => e.Id)];
    }

    /// <summary>Runs what follows as though it had been done at that time in the past.</summary>
    internal void At(DateTimeOffset past, Action action)
    {
        lock (_gate)
        {
            _past = past;
            try
            {
                action();
            }
            finally
            {
                _past = null;
            }
        }
    }

    internal T Locked<T>(Func<Ledger, T> read)
    {
        lock (_gate)
            return read(_ledger);
    }

    internal DateTimeOffset Now => _past ?? _time.GetUtcNow();

    internal ReadOnlyMemory<byte> Json(EntityType type, string id)
    {
        lock (_gate)
            return Entry(type.Name, id).Json;
    }

    /// <summary>The object that an API call names, if the caller holds its latest SyncToken.</summary>
    internal void Check(string type, JsonObject content)
    {
        lock (_gate)
            _ = Current(type, content);
    }

    private BookEntry Current(string type, JsonObject content)
    {
        var entry = Entry(type, BookEntry.Text(content, "Id") ?? throw BookFault.Required("Id"));
        var token = BookEntry.Text(content, "SyncToken") ?? throw BookFault.Required("SyncToken");
        return token == entry.SyncToken.ToString(System.Globalization.CultureInfo.InvariantCulture) ? entry : throw BookFault.Stale();
    }

    private BookEntry Entry(string type, string id) => _ledger[EntityType.Get(type)].Find(id) ?? throw BookFault.NotFound();

    private static void MarkDeleted(JsonObject content)
    {
        foreach (var name in new[] { "DisplayName", "CompanyName", "Name", "FullyQualifiedName" })
        {
            if (BookEntry.Text(content, name) is { } text)
                content[name] = text + " (deleted)";
        }
    }
}
