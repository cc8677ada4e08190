using MlConnector.Domain.Staging;

namespace MlConnector.Domain.Tests.Staging;

public sealed class RecordStatesTests
{
    [Theory]
    [InlineData("staged", "approved", true)]
    [InlineData("staged", "pending_payment", true)]
    [InlineData("staged", "", false)]
    [InlineData("staged", "paid", false)]
    [InlineData("staged", "cancelled", false)]
    [InlineData("staged", "voided", false)]
    [InlineData("paid", "approved", false)]
    [InlineData("cancelled", "approved", false)]
    [InlineData("voided", "posted", false)]
    public void A_state_that_a_workflow_gave_stays_until_the_source_says_more_than_staged(string wanted, string standing, bool yields) =>
        RecordStates.Yields(wanted, standing).ShouldBe(yields);
}
