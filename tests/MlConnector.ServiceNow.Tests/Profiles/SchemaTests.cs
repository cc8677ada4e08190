using System.Text.Json;
using MlConnector.Domain.Staging;
using MlConnector.ServiceNow.Profiles;

namespace MlConnector.ServiceNow.Tests.Profiles;

/// <summary>What an editor is told of profiles is what the node reads.</summary>
public sealed class SchemaTests
{
    // what a schema cannot say: these hang on other places of the file
    private static readonly string[] BeyondIt =
        ["used twice", "is no field of Payment records", "'key' is missing", "no column carries the key", "leave 'parent' out", "leave 'staging' out", "'staging' is missing", "takes u_other"];

    private static readonly JsonElement Root = Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "profiles", "schema", "profile.schema.json")));

    [Theory]
    [InlineData("apo")]
    [InlineData("s2p")]
    public void It_allows_the_profiles_that_ship(string profile) =>
        new JsonSchema(Root).Allows(Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "profiles", $"{profile}.json")))).ShouldBeTrue();

    [Fact]
    public void It_allows_what_is_read() => new JsonSchema(Root).Allows(Parse(ProfileSamples.Good)).ShouldBeTrue();

    [Theory]
    [MemberData(nameof(ProfileSamples.Faults), MemberType = typeof(ProfileSamples))]
    public void It_refuses_what_is_a_fault_by_itself(string was, string becomes, int line, string says)
    {
        if (says == "not JSON" || BeyondIt.Any(b => says.Contains(b) || b.Contains(says))) return;

        new JsonSchema(Root).Allows(Parse(ProfileSamples.Good.Replace(was, becomes, StringComparison.Ordinal))).ShouldBeFalse($"line {line}");
    }

    [Fact]
    public void It_names_every_field_record_and_method()
    {
        Enum("field").ShouldBe(System.Enum.GetValues<RecordKind>().SelectMany(Field.Of).Concat([ColumnProfile.Key, ColumnProfile.ParentKey]).Distinct(), ignoreOrder: true);
        Enum("reference").ShouldBe(System.Enum.GetValues<RecordKind>().SelectMany(Field.ReferencesOf).Distinct(), ignoreOrder: true);
        Enum("table", "properties", "record").ShouldBe(System.Enum.GetNames<RecordKind>(), ignoreOrder: true);
        Enum("table", "properties", "write").ShouldBe(System.Enum.GetNames<WriteMethod>(), ignoreOrder: true);
    }

    private static IEnumerable<string> Enum(params string[] path) =>
        path.Aggregate(Root.GetProperty("$defs"), (at, name) => at.GetProperty(name)).GetProperty("enum").EnumerateArray().Select(v => v.GetString()!);

    private static JsonElement Parse(string json) => JsonSerializer.Deserialize<JsonElement>(json);
}
