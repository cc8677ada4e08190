using System.Text.Json;
using System.Text.Json.Nodes;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Staging;

namespace MlConnector.Domain.Tests.Staging;

public sealed class RevisionReaderTests
{
    private static readonly DateTimeOffset ReadAt = DateTimeOffset.Parse("2020-04-01T00:00:00Z");

    [Fact]
    public void A_revision_bears_its_time_version_and_payload()
    {
        var revision = Read(EntityType.Bill, Sample.Bill());

        revision.UpdatedAt.ShouldBe(DateTimeOffset.Parse("2015-02-09T18:11:11Z"));
        revision.SyncToken.ShouldBe(2);
        revision.ReadAt.ShouldBe(ReadAt);
        revision.IsDeletion.ShouldBeFalse();
        JsonNode.DeepEquals(JsonNode.Parse(revision.Payload), Sample.Bill()).ShouldBeTrue();
    }

    [Theory]
    [InlineData("2020-03-07T23:08:50-08:00", "2020-03-08T07:08:50Z")]
    [InlineData("2020-03-07T23:08:50-0800", "2020-03-08T07:08:50Z")]
    [InlineData("2020-03-08T07:08:50.250Z", "2020-03-08T07:08:50.250Z")]
    [InlineData("2020-03-08T07:08:50", "2020-03-08T07:08:50Z")]
    [InlineData("2020-03-08T12:38:50+05:30", "2020-03-08T07:08:50Z")]
    public void Times_are_instants_however_their_offset_is_written(string reported, string instant)
    {
        var bill = Sample.Bill();
        bill["MetaData"]!["LastUpdatedTime"] = reported;

        Read(EntityType.Bill, bill).UpdatedAt.ShouldBe(DateTimeOffset.Parse(instant));
    }

    [Fact]
    public void A_new_version_of_the_same_content_has_the_same_hash()
    {
        var bill = Sample.Bill();
        bill["SyncToken"] = "3";
        bill["MetaData"]!["LastUpdatedTime"] = "2016-02-09T10:11:11-08:00";
        bill["TotalAmt"] = JsonNode.Parse("103.550");

        Read(EntityType.Bill, bill).Hash.ShouldBe(Read(EntityType.Bill, Sample.Bill()).Hash);
    }

    [Theory]
    [InlineData("Balance")]
    [InlineData("DueDate")]
    [InlineData("PrivateNote")]
    public void A_change_of_what_is_carried_changes_the_hash(string property)
    {
        var bill = Sample.Bill();
        bill[property] = property == "Balance" ? 3.5m : "2015-01-01";

        Read(EntityType.Bill, bill).Hash.ShouldNotBe(Read(EntityType.Bill, Sample.Bill()).Hash);
    }

    [Fact]
    public void A_vendors_balance_and_masked_tax_id_are_no_change()
    {
        var vendor = Sample.Vendor();
        vendor["TaxIdentifier"] = "XXXXXXX6789";
        var before = Read(EntityType.Vendor, vendor).Hash;
        vendor["Balance"] = 17;
        vendor["TaxIdentifier"] = "XXXXXXX9999";

        Read(EntityType.Vendor, vendor).Hash.ShouldBe(before);
    }

    [Fact]
    public void Lines_that_changed_places_are_a_change()
    {
        var bill = Sample.Bill();
        var other = bill["Line"]![0]!.DeepClone();
        other["Id"] = "2";
        bill["Line"]!.AsArray().Add(other);
        bill["TotalAmt"] = 207.10m;
        var before = Read(EntityType.Bill, bill).Hash;
        bill["Line"]![0]!["Id"] = "2";
        bill["Line"]![1]!["Id"] = "1";

        Read(EntityType.Bill, bill).Hash.ShouldNotBe(before);
    }

    [Fact]
    public void An_object_that_cannot_be_mapped_is_told_apart_by_all_but_its_version()
    {
        var bill = Sample.ShortenedBill();
        var first = Read(EntityType.Bill, bill).Hash;
        bill["SyncToken"] = "9";
        var sameButNewer = Read(EntityType.Bill, bill).Hash;
        bill["PrivateNote"] = "mended";

        sameButNewer.ShouldBe(first);
        Read(EntityType.Bill, bill).Hash.ShouldNotBe(first);
    }

    [Fact]
    public void A_tombstone_is_a_deletion_at_its_own_time()
    {
        var revision = Read(EntityType.Bill, JsonNode.Parse(
            """{"domain":"QBO","status":"Deleted","Id":"979","MetaData":{"LastUpdatedTime":"2015-12-23T12:55:50-08:00"}}""")!.AsObject());

        revision.ShouldBe(Revision.Deletion(DateTimeOffset.Parse("2015-12-23T20:55:50Z"), ReadAt));
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("DELETED")]
    public void A_tombstone_is_one_however_its_status_is_written(string status) =>
        Read(EntityType.Bill, new JsonObject { ["status"] = status, ["Id"] = "11469" }).IsDeletion.ShouldBeTrue();

    [Fact]
    public void A_tombstone_without_a_time_counts_from_when_it_was_read()
    {
        Read(EntityType.Bill, JsonNode.Parse("""{"domain":"QBO","status":"Deleted","Id":"11469"}""")!.AsObject())
            .ShouldBe(Revision.Deletion(ReadAt, ReadAt));
    }

    [Fact]
    public void A_missing_version_counts_as_the_first()
    {
        var bill = Sample.Bill();
        bill.Remove("SyncToken");

        Read(EntityType.Bill, bill).SyncToken.ShouldBe(0);
    }

    private static Revision Read(EntityType type, JsonObject entity) =>
        RevisionReader.Read(Sample.IdOf(type, entity), JsonSerializer.SerializeToElement(entity), ReadAt);
}
