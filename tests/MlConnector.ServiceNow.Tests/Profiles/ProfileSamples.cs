using System.Text;
using MlConnector.ServiceNow.Profiles;

namespace MlConnector.ServiceNow.Tests.Profiles;

/// <summary>A profile with everything that one can have, and what can be wrong with it.</summary>
public static class ProfileSamples
{
    public const string Good =
        """
        {
          "name": "mine",
          "tables": {
            "bill": {
              "record": "Invoice",
              "table": "u_bill",
              "write": "Table",
              "key": "u_number",
              "columns": {
                "u_state": "state"
              }
            },
            "payment": {
              "record": "Payment",
              "table": "u_payment",
              "write": "ImportSet",
              "staging": "u_imp_payment",
              "key": "third_party",
              "takenWhen": { "reference": "invoice", "column": "u_state", "in": ["open", "paid"] },
              "columns": {
                "u_key": { "field": "key", "target": "third_party" },
                "u_source": { "label": "Source", "constant": "QuickBooks" },
                "u_bill": { "reference": "invoice", "take": "u_number", "required": true, "target": "bill.u_number" },
                "u_state": { "field": "state", "values": { "staged": "new" } },
                "u_memo": { "field": ["memo", "paymentReference"], "maxLength": 40 },
                "u_amount": "paymentAmount"
              }
            }
          }
        }
        """;

    public static TheoryData<string, string, int, string> Faults => new()
    {
        { "\"paymentAmount\"", "\"amount\"", 26, "'amount' is no field of Payment records; allowed: currency" },
        { "\"paymentAmount\"", "3", 26, "'3'" },
        { "\"u_amount\"", "\"U amount\"", 26, "'U amount'" },
        { "\"u_amount\"", "\"u_key\"", 26, "used twice" },
        { "\"u_state\": \"state\"", "\"u_number\": \"state\"", 10, "used twice" },
        { "\"record\": \"Invoice\"", "\"record\": \"Bill\"", 5, "allowed: Supplier, Invoice" },
        { "\"table\": \"u_bill\"", "\"table\": \"Drop Table\"", 6, "'Drop Table'" },
        { "\"write\": \"Table\"", "\"write\": \"Soap\"", 7, "allowed: Table, ImportSet" },
        { "      \"key\": \"u_number\",\n", "", 4, "'key' is missing" },
        { "\"key\": \"u_number\"", "\"kye\": \"u_number\"", 8, "'kye' is nothing that table 'bill' has" },
        { "\"maxLength\": 40", "\"maxLength\": 0", 25, "'0' is no length" },
        { "{ \"field\": \"key\", \"target\": \"third_party\" }", "{ \"field\": \"key\" }", 13, "no column carries the key" },
        { "\"name\": \"mine\"", "\"name\": 1", 2, "'name' is a text" },
        { "\"write\": \"Table\"", "\"parent\": \"u_x\", \"write\": \"Table\"", 7, "leave 'parent' out" },
        { "\"write\": \"Table\"", "\"staging\": \"u_x\", \"write\": \"Table\"", 7, "leave 'staging' out" },
        { "      \"staging\": \"u_imp_payment\",\n", "", 13, "'staging' is missing" },
        { "\"paymentAmount\"", "\"paymentAmount\" oops", 26, "not JSON" },
        { "\"reference\": \"invoice\", \"take\"", "\"reference\": \"bill\", \"take\"", 23, "'bill' is no reference of Payment records; allowed: invoice, supplier" },
        { "\"take\": \"u_number\"", "\"take\": \"u_other\"", 1, "takes u_other of its invoice; allowed: u_number, u_state" },
        { "\"constant\": \"QuickBooks\"", "\"target\": \"x\"", 22, "nothing fills column 'u_source'" },
        { "\"required\": true", "\"required\": \"yes\"", 23, "'required' is true or false" },
        { "\"in\": [\"open\", \"paid\"]", "\"in\": []", 19, "'in' is a text, or several" },
        { "\"staged\": \"new\"", "\"staged\": 1", 24, "'staged' is a text" },
        { "\"bill.u_number\"", "\"bill..x\"", 23, "'bill..x' is no column" },
    };

    public static Profile Read(string json) => ProfileReader.Read("mine.json", Encoding.UTF8.GetBytes(json));
}
