using MlConnector.Domain.Entities;

namespace MlConnector.ServiceNow.Writing;

/// <summary>Whether a row stands in the table of suppliers.</summary>
/// <param name="Found">None where the instance could not say: the reason is why.</param>
public sealed record SupplierLook(bool? Found, Reason? Reason);
