using System.Collections.Immutable;
using System.Text;
using MlConnector.Domain.Staging;
using MlConnector.ServiceNow.Profiles;

namespace MlConnector.ServiceNow.Tests.Profiles;

public sealed class ProfileTests
{
    [Fact]
    public void The_apo_profile_carries_every_field_that_a_record_can_have()
    {
        var apo = ProfileCatalog.Shipped.Get("apo");

        foreach (var kind in Enum.GetValues<RecordKind>())
        {
            var table = apo.For(kind).ShouldNotBeNull();
            table.KeyColumn.ShouldBe("correlation_id");
            table.Columns.Where(c => c.Type != ColumnType.Reference).Select(c => c.Field).ShouldBe(Field.Of(kind), ignoreOrder: true);
            table.Columns.Where(c => c.Type == ColumnType.Reference).Select(c => c.Reference).ShouldBe(Field.ReferencesOf(kind), ignoreOrder: true);
        }
        apo.For(RecordKind.InvoiceLine)!.ParentColumn.ShouldBe("invoice");
    }

    [Fact]
    public void In_the_s2p_profile_the_ledger_is_off_until_a_connection_names_its_table()
    {
        var s2p = ProfileCatalog.Shipped.Get("s2p");

        s2p.For(RecordKind.LedgerLine).ShouldBeNull();
        Tables(("glEntry", "u_ledger")).Of(s2p).For(RecordKind.LedgerLine).ShouldNotBeNull().Table.ShouldBe("u_ledger");
    }

    [Fact]
    public void A_profile_of_ones_own_is_read()
    {
        var columns = ProfileSamples.Read(ProfileSamples.Good).For(RecordKind.Payment).ShouldNotBeNull().Columns.ToDictionary(c => c.Name);

        columns["u_key"].ShouldBe(new ColumnProfile("u_key", ColumnType.Text) { Fields = ["key"], Target = "third_party" });
        columns["u_source"].ShouldBe(new ColumnProfile("u_source", ColumnType.Text) { Column = "", Label = "Source", Constant = "QuickBooks", Target = null });
        columns["u_bill"].ShouldBe(new ColumnProfile("u_bill", ColumnType.Text) { Reference = "invoice", Take = "u_number", Required = true, Target = "bill.u_number" });
        columns["u_state"].Values.ShouldBe(new Dictionary<string, string> { ["staged"] = "new" });
        columns["u_memo"].ShouldBe(new ColumnProfile("u_memo", ColumnType.Text) { Fields = ["memo", "paymentReference"], MaxLength = 40, Target = null });
        columns["u_amount"].Type.ShouldBe(ColumnType.Number);
    }

    [Theory]
    [MemberData(nameof(ProfileSamples.Faults), MemberType = typeof(ProfileSamples))]
    public void A_fault_is_told_with_its_line_and_what_is_allowed(string was, string becomes, int line, string says)
    {
        ProfileSamples.Good.ShouldContain(was);

        var faults = Should.Throw<ProfileException>(() => ProfileSamples.Read(ProfileSamples.Good.Replace(was, becomes, StringComparison.Ordinal))).Faults;

        faults.ShouldContain(f => f.StartsWith($"mine.json({line}): ", StringComparison.Ordinal) && f.Contains(says));
    }

    [Fact]
    public void A_file_with_a_byte_order_mark_is_read() =>
        ProfileReader.Read("mine.json", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(ProfileSamples.Good)]).Name.ShouldBe("mine");

    [Fact]
    public void A_text_that_is_no_text_is_a_fault_of_the_file()
    {
        var bytes = Encoding.UTF8.GetBytes(ProfileSamples.Good.Replace("QuickBooks", "Quick\\ud800Books", StringComparison.Ordinal));

        Should.Throw<ProfileException>(() => ProfileReader.Read("mine.json", bytes)).Faults.ShouldHaveSingleItem().ShouldStartWith("mine.json(");
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var bad = ProfileSamples.Good.Replace("\"ImportSet\"", "\"Soap\"", StringComparison.Ordinal).Replace("\"Invoice\"", "\"Bill\"", StringComparison.Ordinal).Replace("\"key\": \"u_number\",", "", StringComparison.Ordinal);

        Should.Throw<ProfileException>(() => ProfileSamples.Read(bad)).Faults.Count.ShouldBeGreaterThanOrEqualTo(3);
    }

    [Fact]
    public void Lines_need_a_table_of_invoices() =>
        Should.Throw<ProfileException>(() => ProfileReader.Read("mine.json", Encoding.UTF8.GetBytes(
            """{"name":"mine","tables":{"line":{"record":"InvoiceLine","table":"u_line","write":"Table","key":"u_key","parent":"u_bill","columns":{"u_amount":"amount"}}}}""")))
            .Message.ShouldContain("no table holds the invoices");

    [Theory]
    [InlineData("invoices", "u_invoice", "invoice, invoiceStaging")]
    [InlineData("invoice", "no such name", "lower-case")]
    public void Names_of_tables_are_checked_against_the_profile(string name, string table, string says) =>
        Should.Throw<ProfileException>(() => Tables((name, table)).Of(ProfileCatalog.Shipped.Get("s2p"))).Message.ShouldContain(says);

    [Theory]
    [InlineData("invoices", "erp_source", "u_src", "it has: supplier, invoice")]
    [InlineData("invoice", "erp", "u_src", "erp_source")]
    [InlineData("invoice", "erp_source", "U SRC", "lower-case")]
    public void Names_of_columns_are_checked_against_the_profile(string table, string column, string name, string says) =>
        Should.Throw<ProfileException>(() => Columns(table, column, name).Of(ProfileCatalog.Shipped.Get("s2p"))).Message.ShouldContain(says);

    [Theory]
    [InlineData("memo", "state")]
    [InlineData("memo", "correlation_id")]
    public void No_two_columns_can_be_given_one_name(string column, string name) =>
        Should.Throw<ProfileException>(() => Columns("invoice", column, name).Of(ProfileCatalog.Shipped.Get("apo"))).Message.ShouldContain($"'{name}' is another column");

    [Fact]
    public void Two_columns_can_change_names() => new ProfileOverrides(
        ProfileOverrides.None.Tables,
        new Dictionary<string, ImmutableSortedDictionary<string, string>> { ["invoice"] = ImmutableSortedDictionary<string, string>.Empty.Add("memo", "state").Add("state", "memo") })
        .Of(ProfileCatalog.Shipped.Get("apo")).For(RecordKind.Invoice)!.Columns.Single(c => c.Name == "memo").Column.ShouldBe("state");

    [Fact]
    public void A_column_with_a_name_needs_no_label()
    {
        var invoice = Columns("invoice", "erp_source", "u_src").Of(ProfileCatalog.Shipped.Get("s2p")).For(RecordKind.Invoice)!;

        invoice.Columns.Single(c => c.Name == "erp_source").Column.ShouldBe("u_src");
    }

    [Fact]
    public void A_column_of_the_table_api_shows_itself_under_its_new_name()
    {
        var invoice = Columns("invoice", "memo", "u_memo").Of(ProfileCatalog.Shipped.Get("apo")).For(RecordKind.Invoice)!;

        invoice.Shown.ShouldContain("u_memo");
        invoice.Shown.ShouldNotContain("memo");
    }

    [Fact]
    public void An_unknown_profile_is_told_with_those_there_are() =>
        Should.Throw<ProfileException>(() => ProfileCatalog.Shipped.Get("s4")).Message.ShouldContain("apo, s2p");

    private static ProfileOverrides Tables((string Name, string Table) table) =>
        ProfileOverrides.None with { Tables = new Dictionary<string, string> { [table.Name] = table.Table } };

    private static ProfileOverrides Columns(string table, string column, string name) => ProfileOverrides.None with
    {
        Columns = new Dictionary<string, ImmutableSortedDictionary<string, string>> { [table] = ImmutableSortedDictionary<string, string>.Empty.Add(column, name) },
    };
}
