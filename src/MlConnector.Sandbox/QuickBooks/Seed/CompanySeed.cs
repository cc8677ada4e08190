namespace MlConnector.Sandbox.QuickBooks.Seed;

/// <summary>What company to make. Equal seeds make equal books.</summary>
public sealed record CompanySeed
{
    public int Seed { get; init; } = 1;
    public string RealmId { get; init; } = "9130357990123456";
    public string Name { get; init; } = "Sandbox Landscaping & Garden Supply";
    public int Vendors { get; init; } = 40;
    public int Bills { get; init; } = 300;
    public int Payments { get; init; } = 120;
    public int VendorCredits { get; init; } = 15;
    public int JournalEntries { get; init; } = 20;

    /// <summary>How far back the books begin.</summary>
    public TimeSpan History { get; init; } = TimeSpan.FromDays(240);

    /// <summary>Some vendors bill in euros and Canadian dollars.</summary>
    public bool MultiCurrency { get; init; } = true;

    public string TimeZone { get; init; } = "America/Los_Angeles";
}
