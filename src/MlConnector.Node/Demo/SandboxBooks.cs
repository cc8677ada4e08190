using System.Text.Json;
using System.Text.Json.Nodes;
using MlConnector.Domain;
using MlConnector.Domain.Realms;
using MlConnector.Domain.Reconciliation;
using MlConnector.Domain.References;
using MlConnector.Domain.Staging;
using MlConnector.Sandbox.QuickBooks;
using MlConnector.Sandbox.ServiceNow;
using MlConnector.ServiceNow.Books;
using MlConnector.ServiceNow.Profiles;

namespace MlConnector.Node.Demo;

/// <summary>Both systems compared by what they themselves hold, past all that the connector has read, written or remembered.</summary>
internal static class SandboxBooks
{
    public static ReconciliationReport Compare(QuickBooksCompany company, ServiceNowInstance instance)
    {
        var realm = RealmId.Parse(company.RealmId);
        var (report, rows, profile) = (new ReportBuilder(realm), new BookedRows(), ProfileCatalog.Shipped.Get("apo"));
        var payable = company.Ids("Account").Select(id => company.Read("Account", id))
            .Where(a => a["AccountType"]?.GetValue<string>() == "Accounts Payable").Select(a => a["Id"]!.GetValue<string>()).ToHashSet();
        var lists = Lists(company);
        foreach (var type in RealmDecider.Types)
        {
            var comparison = new Comparison(realm, type, DateTimeOffset.MinValue);
            foreach (var id in company.Ids(type.ToString())) comparison.Expect(Entity(new EntityId(realm, type, id), company.Read(type.ToString(), id), lists, payable));
            foreach (var table in Books.KindsOf(type).Select(kind => profile.For(kind)!))
            {
                var prefix = Books.PrefixOf(realm, type);
                foreach (var row in instance.Rows(table.Table).Where(r => r[table.KeyColumn].StartsWith(prefix, StringComparison.Ordinal)))
                    comparison.Found(rows.Read(table, row["sys_id"], row[table.KeyColumn], column => row[column]));
            }
            comparison.Finish();
            report.Add(comparison, comparison.Differences);
        }
        return report.Build(company.Name, DateTimeOffset.UtcNow, 0, 0);
    }

    private static BookedEntity Entity(EntityId id, JsonObject document, ReferenceBook lists, IReadOnlySet<string> payable) =>
        BookedEntity.Of(id, RevisionReader.Read(id, JsonSerializer.SerializeToElement(document), DateTimeOffset.UtcNow, lists), payable);

    private static ReferenceBook Lists(QuickBooksCompany company) => ReferenceBook.Empty.With(
        from list in Enum.GetValues<ReferenceType>()
        from id in company.Ids(list.ToString())
        let read = ReferenceReader.Read(list, JsonSerializer.SerializeToElement(company.Read(list.ToString(), id)))
        where read is not null
        select KeyValuePair.Create(read.Value.Id.ToString(), read.Value.Reference));
}
