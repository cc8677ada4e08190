using System.Text.Json.Nodes;

namespace MlConnector.Sandbox.QuickBooks.Seed;

/// <summary>CompanyInfo and Preferences, which a company has exactly one of.</summary>
internal static class CompanyProfile
{
    public static void Write(QuickBooksCompany company, CompanySeed seed)
    {
        company.Add("CompanyInfo", new JsonObject
        {
            ["LegalAddr"] = Address(),
            ["SupportedLanguages"] = "en",
            ["CompanyName"] = seed.Name,
            ["Country"] = "US",
            ["CompanyAddr"] = Address(),
            ["WebAddr"] = new JsonObject(),
            ["FiscalYearStartMonth"] = "January",
            ["CustomerCommunicationAddr"] = Address(),
            ["PrimaryPhone"] = new JsonObject { ["FreeFormNumber"] = "(650)944-4444" },
            ["LegalName"] = seed.Name,
            ["CompanyStartDate"] = "2015-06-05",
            ["EmployerId"] = "123456789",
            ["DefaultTimeZone"] = seed.TimeZone,
            ["Email"] = new JsonObject { ["Address"] = "books@example.com" },
            ["NameValue"] = new JsonArray(
                NameValue("NeoEnabled", "true"), NameValue("IndustryType", "Landscaping Services"), NameValue("IndustryCode", "56173"),
                NameValue("SubscriptionStatus", "PAID"), NameValue("OfferingSku", "QuickBooks Online Plus"), NameValue("PayrollFeature", "true"),
                NameValue("AccountantFeature", "false")),
        });
        company.Add("Preferences", new JsonObject
        {
            ["AccountingInfoPrefs"] = new JsonObject
            {
                ["UseAccountNumbers"] = false,
                ["TrackDepartments"] = true,
                ["DepartmentTerminology"] = "Location",
                ["ClassTrackingPerTxn"] = false,
                ["ClassTrackingPerTxnLine"] = true,
            },
            ["CurrencyPrefs"] = new JsonObject
            {
                ["MultiCurrencyEnabled"] = seed.MultiCurrency,
                ["HomeCurrency"] = new JsonObject { ["value"] = "USD" },
            },
            ["VendorAndPurchasesPrefs"] = new JsonObject { ["TrackingByCustomer"] = true, ["BillableExpenseTracking"] = true },
        });
    }

    private static JsonObject Address() => new()
    {
        ["City"] = "Mountain View", ["Country"] = "USA", ["Line1"] = "2500 Garcia Ave", ["PostalCode"] = "94043", ["CountrySubDivisionCode"] = "CA", ["Id"] = "1",
    };

    private static JsonNode NameValue(string name, string value) => new JsonObject { ["Name"] = name, ["Value"] = value };
}
