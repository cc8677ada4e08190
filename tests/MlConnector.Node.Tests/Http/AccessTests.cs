using System.Net.Http.Headers;

namespace MlConnector.Node.Tests.Http;

public sealed class AccessTests(SurfaceFixture surface) : IClassFixture<SurfaceFixture>
{
    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer wrong")]
    [InlineData("Basic an-admin-key-of-some-length")]
    [InlineData("Bearer an-admin-key-of-some-lengt")]
    public async Task Without_the_admin_key_nothing_under_api_answers(string? authorization)
    {
        using var http = new HttpClient { BaseAddress = surface.Http.BaseAddress };
        if (authorization is not null) http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);

        foreach (var path in new[] { "/api/connections", "/api/connections/1", "/api/none" })
        {
            var response = await http.GetAsync(path);
            (await SurfaceFixture.ProblemAsync(response, 401)).ShouldContain("Authorization: Bearer");
            response.Headers.WwwAuthenticate.ShouldBe([new AuthenticationHeaderValue("Bearer")]);
        }
    }

    [Fact]
    public async Task Health_needs_no_key()
    {
        using var http = new HttpClient { BaseAddress = surface.Http.BaseAddress };

        (await http.GetStringAsync("/health/live")).ShouldBe("""{"ok":true,"checks":[]}""");
    }

    [Fact]
    public async Task What_is_not_there_is_problem_details_too()
    {
        (await SurfaceFixture.ProblemAsync(await surface.Http.GetAsync("/api/none"), 404)).ShouldContain("/api/none");
        (await SurfaceFixture.ProblemAsync(await surface.Http.PostAsync("/api/connections", null), 405)).ShouldContain("POST");
    }
}
