namespace MlConnector.Sandbox.QuickBooks.Seed;

/// <summary>Names as people type them: plain ones, and those that break careless software.</summary>
internal static class Names
{
    /// <summary>The vendors of Intuit's own samples come first, then the awkward ones.</summary>
    public static readonly string[] Vendors =
    [
        "Norton Lumber and Building Materials", "Brosnahan Insurance Agency", "Books by Bessie", "Bob's Burger Joint", "John Vendor", "John Doe",
        "O'Brien & Sons \"Quality\" Tiles", "Café Zoë – Traiteur", "株式会社さくら商事", "Fleur 🌷 & Fils", "Smith^NQactive=true^ORname=x",
        "Müller, Groß & Söhne GmbH", "100% Pure Water Co.", "<Tag> Printing; Labels", "Ångström\\Path Supplies", "NULL & Void Ltd",
    ];

    public static readonly string[] First =
    [
        "Amber", "Birch", "Cascade", "Delta", "Evergreen", "Fairview", "Granite", "Harbor", "Ironwood", "Juniper", "Kestrel", "Lakeside", "Meridian",
        "Northgate", "Orchard", "Pacific", "Quarry", "Redwood", "Summit", "Tidewater", "Union", "Valley", "Westfield", "Yarrow", "Zenith",
    ];

    public static readonly string[] Trade =
    [
        "Lumber", "Plumbing", "Electric", "Nursery", "Insurance", "Equipment Rental", "Freight", "Legal", "Office Supply", "Cleaning", "Paving",
        "Irrigation", "Stoneworks", "Fuel", "Telecom", "Waste", "Printing", "Security", "Catering", "Consulting",
    ];

    public static readonly string[] Form = ["Co.", "Inc.", "LLC", "& Sons", "Group", "Partners", "Bros.", "Services"];

    public static readonly string[] Descriptions =
    [
        "Fountain Pump", "Rock Fountain", "Lumber", "Sprinkler heads, 4\" – damaged", "Insurance premium", "Soil, 2 yd³ (bulk)", "Monthly service",
        "Decking \"Premium\" 5/4×6", "Courier – O'Hare", "Diesel", "Hosting & domain", "Repair: pump motor", "Fee\twith tab", "Schnitt & Pflege 🌿",
    ];

    public static readonly string[] Cities = ["Bayshore", "Menlo Park", "South Orange", "New York", "Mountain View", "San José", "Coeur d'Alene", "Saint-Étienne"];
}
