using System.Text;
using MlConnector.Actors.Journal;

namespace MlConnector.Actors.Tests.Journal;

/// <summary>The bytes of every event ever written must load for ever: the files in Golden are never changed, only joined by new ones.</summary>
public class GoldenTests
{
    private static readonly JournalSerializer Serializer = new(null!);

    public static TheoryData<string> Manifests => [.. JournalSerializer.Manifests];

    [Theory]
    [MemberData(nameof(Manifests))]
    public void What_is_written_today_is_what_the_golden_file_holds(string manifest)
    {
        var sample = JournalSamples.All[manifest];
        Serializer.Manifest(sample).ShouldBe(manifest);
        Encoding.UTF8.GetString(Serializer.ToBinary(sample)).ShouldBe(Encoding.UTF8.GetString(Golden(manifest)));
    }

    [Theory]
    [MemberData(nameof(Manifests))]
    public void The_golden_file_loads_to_what_was_written(string manifest)
    {
        var loaded = Serializer.FromBinary(Golden(manifest), manifest);
        loaded.ShouldBeOfType(JournalSamples.All[manifest].GetType());
        Serializer.ToBinary(loaded).ShouldBe(Golden(manifest));
    }

    [Fact]
    public void An_unknown_manifest_is_refused_by_name() =>
        Should.Throw<ArgumentException>(() => Serializer.FromBinary([], "bill-eaten-v9")).Message.ShouldContain("bill-eaten-v9");

    [Fact]
    public void A_secret_has_no_text() => JournalSamples.All["grant-stored-v1"].ToString()!.ShouldNotContain("sealed-refresh");

    private static byte[] Golden(string manifest) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Journal", "Golden", manifest + ".json"));
}
