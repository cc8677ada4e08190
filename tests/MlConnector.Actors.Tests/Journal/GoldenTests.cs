using System.Text;
using MlConnector.Actors.Journal;
using MlConnector.Domain.Realms;

namespace MlConnector.Actors.Tests.Journal;

/// <summary>The bytes of every event ever written must load for ever: the files in Golden are never changed, only joined by new ones.</summary>
public class GoldenTests
{
    private static readonly JournalSerializer Serializer = new(null!);

    // a manifest, and after a point what was added to it later
    public static TheoryData<string> Samples => [.. JournalSamples.All.Keys];

    [Fact]
    public void Every_manifest_has_its_golden_file() => JournalSamples.All.Keys.ShouldBeSubsetOf(Directory
        .GetFiles(Path.Combine(AppContext.BaseDirectory, "Journal", "Golden")).Select(f => Path.GetFileNameWithoutExtension(f)));

    [Fact]
    public void Every_manifest_has_a_sample() => JournalSerializer.Manifests.ShouldBe(JournalSamples.All.Keys.Select(ManifestOf).Distinct(), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Samples))]
    public void What_is_written_today_is_what_the_golden_file_holds(string name)
    {
        var sample = JournalSamples.All[name];
        Serializer.Manifest(sample).ShouldBe(ManifestOf(name));
        Encoding.UTF8.GetString(Serializer.ToBinary(sample)).ShouldBe(Encoding.UTF8.GetString(Golden(name)));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_golden_file_loads_to_what_was_written(string name)
    {
        var loaded = Serializer.FromBinary(Golden(name), ManifestOf(name));
        loaded.ShouldBeOfType(JournalSamples.All[name].GetType());
        Serializer.ToBinary(loaded).ShouldBe(Golden(name));
    }

    [Fact]
    public void A_snapshot_keeps_the_payable_accounts()
    {
        var state = (RealmState)JournalSamples.All["realm-state-v1"] with { PayableAccounts = ["33", "91"] };
        ((RealmState)Serializer.FromBinary(Serializer.ToBinary(state), "realm-state-v1")).PayableAccounts!.ShouldBe(["33", "91"]);
    }

    [Fact]
    public void An_unknown_manifest_is_refused_by_name() =>
        Should.Throw<ArgumentException>(() => Serializer.FromBinary([], "bill-eaten-v9")).Message.ShouldContain("bill-eaten-v9");

    [Fact]
    public void A_secret_has_no_text() => JournalSamples.All["grant-stored-v1"].ToString()!.ShouldNotContain("sealed-refresh");

    private static string ManifestOf(string name) => name.Split('.')[0];

    private static byte[] Golden(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Journal", "Golden", name + ".json"));
}
