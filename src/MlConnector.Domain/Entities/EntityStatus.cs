namespace MlConnector.Domain.Entities;

public enum EntityStatus
{
    /// <summary>Nothing was ever reported of it.</summary>
    Unknown,

    /// <summary>Durable here, not yet in ServiceNow.</summary>
    Pending,

    /// <summary>In ServiceNow as QuickBooks last reported it.</summary>
    Staged,

    /// <summary>A person must act; the reason says what.</summary>
    Parked,

    /// <summary>Deleted or voided at the source, and marked so in ServiceNow.</summary>
    Removed,

    /// <summary>Nothing of it concerns accounts payable.</summary>
    Ignored,
}
