using MlConnector.Domain.Checks;
using MlConnector.ServiceNow.Faults;

namespace MlConnector.ServiceNow.Checks;

/// <summary>How a check of an instance ended.</summary>
internal static class Finding
{
    public const string AskAgain = "Run the checks again.";

    public static Check Ok(string name, string detail, string? remedy = null) => new(CheckSide.ServiceNow, name, true, detail, remedy);

    public static Check Failed(string name, string detail, string remedy) => new(CheckSide.ServiceNow, name, false, detail, remedy);

    public static Check Unknown(string name, string detail, string? remedy) => new(CheckSide.ServiceNow, name, null, detail, remedy);

    /// <summary>Failed where the instance said so; unknown where it only gave no usable answer just now.</summary>
    public static Check Of(string name, ServiceNowException e) => e.Permanent || e.Fault is ServiceNowFault.Unauthorized or ServiceNowFault.TokenRefused or ServiceNowFault.PasswordRefused
        ? Failed(name, e.Reason.Text, e.Reason.NextStep)
        : Unknown(name, e.Reason.Text, e.Fault == ServiceNowFault.Asleep ? e.Reason.NextStep : AskAgain);

    public static Check OutOfTime(string name) => Unknown(name, "The instance gave no answer within the time of the checks.", AskAgain);
}
