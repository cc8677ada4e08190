using System.Text;
using MlConnector.Domain.Staging;
using MlConnector.ServiceNow.Profiles;

namespace MlConnector.ServiceNow.Tests.Profiles;

public sealed class ProfileTests
{
    private const string Good =
        """
        {
          "name": "mine",
          "tables": {
            "supplier": {
              "record": "Supplier",
              "table": "u_supplier",
              "write": "Table",
              "key": "u_key",
              "columns": {
                "u_name": "name"
              },
              "maxLengths": { "u_name": 40 }
            }
          }
        }
        """;

    [Fact]
    public void The_apo_profile_carries_every_field_that_a_record_can_have()
    {
        var apo = ProfileCatalog.Get("apo");

        foreach (var kind in Enum.GetValues<RecordKind>())
        {
            var table = apo.For(kind).ShouldNotBeNull();
            table.KeyColumn.ShouldBe("correlation_id");
            table.Columns.Where(c => c.Type != ColumnType.Reference).Select(c => c.Field).ShouldBe(Field.Of(kind), ignoreOrder: true);
            table.Columns.Where(c => c.Type == ColumnType.Reference).Select(c => c.Field).ShouldBe(Field.ReferencesOf(kind), ignoreOrder: true);
        }
        apo.For(RecordKind.InvoiceLine)!.ParentColumn.ShouldBe("invoice");
    }

    [Fact]
    public void A_profile_of_ones_own_is_read()
    {
        var table = Read(Good).For(RecordKind.Supplier).ShouldNotBeNull();

        table.Table.ShouldBe("u_supplier");
        table.Columns.ShouldHaveSingleItem().ShouldBe(new ColumnProfile("u_name", "name", ColumnType.Text, 40));
    }

    [Theory]
    [InlineData("\"u_name\": \"name\"", "\"u_name\": \"nam\"", 10, "'nam' is no field of Supplier records; allowed: active")]
    [InlineData("\"u_name\": \"name\"", "\"U name\": \"name\"", 10, "'U name'")]
    [InlineData("\"u_name\": \"name\"", "\"u_key\": \"name\"", 10, "used twice")]
    [InlineData("\"u_name\": \"name\"", "\"u_name\": 3", 10, "'3'")]
    [InlineData("\"record\": \"Supplier\"", "\"record\": \"Vendor\"", 5, "allowed: Supplier, Invoice")]
    [InlineData("\"table\": \"u_supplier\"", "\"table\": \"Drop Table\"", 6, "'Drop Table'")]
    [InlineData("\"write\": \"Table\"", "\"write\": \"Soap\"", 7, "allowed: Table")]
    [InlineData("      \"key\": \"u_key\",\n", "", 4, "'key' is missing")]
    [InlineData("\"key\"", "\"kye\"", 8, "'kye' is nothing that table 'supplier' has")]
    [InlineData("\"u_name\": 40", "\"u_name\": 0", 12, "'0' is no length")]
    [InlineData("\"u_name\": 40", "\"other\": 40", 12, "'other'")]
    [InlineData("\"name\": \"mine\"", "\"name\": 1", 2, "'name' is a text")]
    [InlineData("\"write\": \"Table\"", "\"parent\": \"u_x\", \"write\": \"Table\"", 7, "leave 'parent' out")]
    [InlineData("\"u_name\": \"name\"", "\"u_name\": \"name\" oops", 10, "not JSON")]
    public void A_fault_is_told_with_its_line_and_what_is_allowed(string was, string becomes, int line, string says)
    {
        Good.ShouldContain(was);

        var fault = Should.Throw<ProfileException>(() => Read(Good.Replace(was, becomes, StringComparison.Ordinal))).Faults[0];

        fault.ShouldStartWith($"mine.json({line}): ");
        fault.ShouldContain(says);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var bad = Good.Replace("\"Table\"", "\"Soap\"", StringComparison.Ordinal).Replace("\"name\"\n", "\"nam\"\n", StringComparison.Ordinal).Replace(": 40", ": -1", StringComparison.Ordinal);

        Should.Throw<ProfileException>(() => Read(bad)).Faults.Count.ShouldBe(4);
    }

    [Fact]
    public void Lines_need_a_table_of_invoices()
    {
        var bad = Good.Replace("\"Supplier\"", "\"InvoiceLine\", \"parent\": \"u_bill\"", StringComparison.Ordinal).Replace("\"name\"\n", "\"amount\"\n", StringComparison.Ordinal).Replace("      \"maxLengths\": { \"u_name\": 40 }\n", "", StringComparison.Ordinal);

        Should.Throw<ProfileException>(() => Read(bad)).Message.ShouldContain("no table holds the invoices");
    }

    [Theory]
    [InlineData("invoices", "u_invoice", "invoice, invoiceLine")]
    [InlineData("invoice", "no such name", "lower-case")]
    public void Overrides_are_checked_against_the_profile(string name, string table, string says)
    {
        Should.Throw<ProfileException>(() => ProfileCatalog.Get("apo").With(new Dictionary<string, string> { [name] = table })).Message.ShouldContain(says);
    }

    [Fact]
    public void An_unknown_profile_is_told_with_those_there_are()
    {
        Should.Throw<ProfileException>(() => ProfileCatalog.Get("s4")).Message.ShouldContain("apo");
    }

    private static Profile Read(string json) => ProfileReader.Read("mine.json", Encoding.UTF8.GetBytes(json));
}
