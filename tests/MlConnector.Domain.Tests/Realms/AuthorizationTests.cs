using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;

namespace MlConnector.Domain.Tests;

public class AuthorizationTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly RealmId Realm = RealmId.Parse("9130357849014096");
    private static readonly Grant InUse = new(new SealedSecret("a1"), Now, new SealedSecret("r1"), null, null);
    private static readonly Grant Received = new(new SealedSecret("a2"), Now, new SealedSecret("r2"), null, null);

    [Theory]
    [InlineData("9130357849014096")]
    [InlineData(null)]
    public void A_request_comes_back_as_it_was_sent(string? realm)
    {
        var request = AuthorizationRequest.New(realm is null ? null : RealmId.Parse(realm), Now);
        AuthorizationRequest.Parse(request.ToText()).ShouldBe(request);
    }

    [Theory]
    [InlineData("")]
    [InlineData("refresh-token")]
    [InlineData("authorize-quickbooks|1|short|1772452800000")]
    [InlineData("authorize-quickbooks|x|0123456789abcdef0123456789abcdef|1772452800000")]
    [InlineData("authorize-quickbooks|1|0123456789abcdef0123456789abcdef|soon")]
    public void Any_other_text_is_none(string text) => AuthorizationRequest.Parse(text).ShouldBeNull();

    [Fact]
    public void It_expires_after_ten_minutes()
    {
        var request = AuthorizationRequest.New(null, Now);
        request.IsExpired(Now.AddMinutes(10).AddTicks(-1)).ShouldBeFalse();
        request.IsExpired(Now.AddMinutes(10)).ShouldBeTrue();
    }

    [Fact]
    public void A_request_for_a_company_admits_no_other()
    {
        var other = RealmId.Parse("1");
        AuthorizationRequest.New(Realm, Now).Admits(other).ShouldBeFalse();
        AuthorizationRequest.New(Realm, Now).Admits(Realm).ShouldBeTrue();
        AuthorizationRequest.New(null, Now).Admits(other).ShouldBeTrue();
    }

    [Fact]
    public void Received_tokens_replace_the_grant_only_when_they_are_proven()
    {
        var state = Fold(new GrantStored(InUse, GrantStored.FromOperator, Now), new AuthorizationReceived(Received, Now));
        state.Grant.ShouldBe(InUse);
        state.Apply(new GrantStored(Received, GrantStored.FromAuthorization, Now)).ShouldSatisfyAllConditions(
            s => s.Grant.ShouldBe(Received), s => s.Candidate.ShouldBeNull());
        state.Apply(new AuthorizationRejected(new Reason("x", "", ""), Now)).ShouldSatisfyAllConditions(
            s => s.Grant.ShouldBe(InUse), s => s.Candidate.ShouldBeNull());
    }

    [Fact]
    public void A_refresh_of_the_grant_in_use_leaves_the_received_tokens_and_an_operators_token_replaces_them()
    {
        var state = Fold(new AuthorizationReceived(Received, Now));
        state.Apply(new GrantStored(InUse, GrantStored.FromRefresh, Now)).Candidate.ShouldBe(Received);
        state.Apply(new GrantStored(InUse, GrantStored.FromOperator, Now)).Candidate.ShouldBeNull();
        state.Apply(new ConnectionRemoved(Now)).Candidate.ShouldBeNull();
    }

    private static RealmState Fold(params IRealmEvent[] events) => events.Aggregate(RealmState.Empty, (state, e) => state.Apply(e));
}
