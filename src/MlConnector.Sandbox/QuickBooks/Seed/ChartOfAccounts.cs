using System.Text.Json.Nodes;

namespace MlConnector.Sandbox.QuickBooks.Seed;

/// <summary>Accounts and other master data of a company.</summary>
internal sealed class ChartOfAccounts
{
    public required string Payable { get; init; }
    public required string PayableEuro { get; init; }
    public required string Checking { get; init; }
    public required string Card { get; init; }
    public required string Notes { get; init; }
    public required IReadOnlyList<string> Expenses { get; init; }
    public required IReadOnlyList<string> Items { get; init; }
    public required IReadOnlyList<string> Classes { get; init; }
    public required IReadOnlyList<string> Departments { get; init; }
    public required IReadOnlyList<string> Terms { get; init; }
    public required IReadOnlyList<string> Customers { get; init; }

    public static ChartOfAccounts Open(QuickBooksCompany company)
    {
        string[] expenses =
        [
            Account(company, "Insurance", "Expense", "Expense", "Insurance"),
            Account(company, "Bank Charges", "Expense", "Expense", "BankCharges"),
            Account(company, "Job Materials", "Expense", "Expense", "SuppliesMaterials", "Job Expenses:Job Materials"),
            Account(company, "Decks and Patios", "Expense", "Expense", "SuppliesMaterials", "Job Expenses:Job Materials:Decks and Patios"),
            Account(company, "Fountain and Garden Lighting", "Expense", "Expense", "SuppliesMaterials", "Job Expenses:Job Materials:Fountain and Garden Lighting"),
            Account(company, "Cost of Goods Sold", "Expense", "Cost of Goods Sold", "SuppliesMaterialsCogs"),
            Account(company, "Legal & Professional Fees", "Expense", "Expense", "LegalProfessionalFees"),
        ];
        return new ChartOfAccounts
        {
            Payable = Account(company, "Accounts Payable (A/P)", "Liability", "Accounts Payable", "AccountsPayable"),
            PayableEuro = Account(company, "Accounts Payable (A/P) - EUR", "Liability", "Accounts Payable", "AccountsPayable", currency: "EUR"),
            Checking = Account(company, "Checking", "Asset", "Bank", "Checking"),
            Card = Account(company, "Mastercard", "Liability", "Credit Card", "CreditCard"),
            Notes = Account(company, "Notes Payable", "Liability", "Other Current Liability", "OtherCurrentLiabilities"),
            Expenses = expenses,
            Items =
            [
                Item(company, "Pump", expenses[5], 10m), Item(company, "Rock Fountain", expenses[5], 125m),
                Item(company, "MW-001 - Mens Silver Watch", expenses[5], 400m), Item(company, "Sprinkler Heads", expenses[2], 2m),
                Item(company, "Design Hours", expenses[6], 75m),
            ],
            Classes = [Named(company, "Class", "Landscaping"), Named(company, "Class", "Maintenance"), Named(company, "Class", "R&D \"Garden\"")],
            Departments = [Named(company, "Department", "Headquarters"), Named(company, "Department", "Bayshore Store"), Named(company, "Department", "São Paulo")],
            Terms = [Term(company, "Due on receipt", 0), Term(company, "Net 10", 10), Term(company, "Net 15", 15), Term(company, "Net 30", 30), Term(company, "Net 60", 60)],
            Customers = [Customer(company, "Amy's Bird Sanctuary"), Customer(company, "Travis Waldron"), Customer(company, "Cool Cars")],
        };
    }

    public static JsonObject Currency(string code) => new()
    {
        ["value"] = code,
        ["name"] = code switch { "EUR" => "Euro", "CAD" => "Canadian Dollar", _ => "United States Dollar" },
    };

    private static string Account(
        QuickBooksCompany company, string name, string classification, string type, string subType, string? fullName = null, string currency = "USD") =>
        company.Add("Account", new JsonObject
        {
            ["Name"] = name,
            ["SubAccount"] = fullName is not null,
            ["FullyQualifiedName"] = fullName ?? name,
            ["Active"] = true,
            ["Classification"] = classification,
            ["AccountType"] = type,
            ["AccountSubType"] = subType,
            ["CurrentBalance"] = 0m,
            ["CurrentBalanceWithSubAccounts"] = 0m,
            ["CurrencyRef"] = Currency(currency),
        });

    private static string Item(QuickBooksCompany company, string name, string account, decimal cost) => company.Add("Item", new JsonObject
    {
        ["Name"] = name,
        ["Active"] = true,
        ["FullyQualifiedName"] = name,
        ["Taxable"] = false,
        ["UnitPrice"] = cost * 1.5m,
        ["Type"] = "NonInventory",
        ["PurchaseCost"] = cost,
        ["ExpenseAccountRef"] = new JsonObject { ["value"] = account, ["name"] = company.Read("Account", account)["FullyQualifiedName"]!.GetValue<string>() },
        ["TrackQtyOnHand"] = false,
    });

    private static string Named(QuickBooksCompany company, string type, string name) =>
        company.Add(type, new JsonObject { ["Name"] = name, [type == "Class" ? "SubClass" : "SubDepartment"] = false, ["FullyQualifiedName"] = name, ["Active"] = true });

    private static string Term(QuickBooksCompany company, string name, int days) =>
        company.Add("Term", new JsonObject { ["Name"] = name, ["Active"] = true, ["Type"] = "STANDARD", ["DiscountPercent"] = 0, ["DueDays"] = days });

    private static string Customer(QuickBooksCompany company, string name) => company.Add("Customer", new JsonObject
    {
        ["DisplayName"] = name, ["FullyQualifiedName"] = name, ["Active"] = true, ["Balance"] = 0m, ["CurrencyRef"] = Currency("USD"),
    });
}
