using System.Globalization;

namespace MlConnector.Sandbox.ServiceNow.Tables;

/// <summary>The platform's own tables, and the dictionary that describes all others.</summary>
internal static class Schema
{
    public static void Install(ServiceNowInstance instance)
    {
        InstallDictionary(instance);
        InstallUsers(instance);
        PayablesTables.Install(instance);
        SourceToPayTables.Install(instance);
    }

    public static void Publish(ServiceNowInstance instance, Table table)
    {
        if (instance.Find("sys_choice") is null)
            return;
        Describe(instance, table);
    }

    public static void Withdraw(ServiceNowInstance instance, string name)
    {
        foreach (var system in new[] { "sys_db_object", "sys_dictionary", "sys_choice" })
        {
            if (instance.Find(system) is { } table)
            {
                foreach (var row in table.Rows.Where(r => r["name"] == name).ToArray())
                    table.Delete(row);
            }
        }
    }

    private static void InstallDictionary(ServiceNowInstance instance)
    {
        instance.Install("sys_db_object", "Table", "label", new Column("name") { MaxLength = 80 }, new Column("label") { MaxLength = 80 },
            new Column("super_class") { Label = "Extends table", Reference = "sys_db_object" });
        instance.Install("sys_dictionary", "Dictionary Entry", "element",
            new Column("name") { Label = "Table", MaxLength = 80 }, new Column("element") { Label = "Column name", MaxLength = 80 },
            new Column("column_label") { MaxLength = 80 }, new Column("internal_type") { Label = "Type", Reference = "sys_glide_object" },
            new Column("max_length", ColumnType.Integer), new Column("reference") { MaxLength = 80, Reference = "sys_db_object" },
            new Column("mandatory", ColumnType.Boolean), new Column("active", ColumnType.Boolean), new Column("choice", ColumnType.Integer));
        instance.Install("sys_choice", "Choice", "label",
            new Column("name") { Label = "Table", MaxLength = 80 }, new Column("element") { MaxLength = 80 }, new Column("value"), new Column("label"),
            new Column("inactive", ColumnType.Boolean));
        foreach (var name in instance.TableNames.Where(n => n != "sys_choice"))
            Describe(instance, instance[name]);
    }

    private static void Describe(ServiceNowInstance instance, Table table)
    {
        instance.Insert("sys_db_object", ("name", table.Name), ("label", table.Label));
        foreach (var column in table.Columns)
        {
            instance.Insert("sys_dictionary", ("name", table.Name), ("element", column.Name), ("column_label", column.Label),
                ("internal_type", column.Type), ("max_length", column.MaxLength.ToString(CultureInfo.InvariantCulture)),
                ("reference", column.Reference ?? ""), ("mandatory", column.Mandatory ? "true" : "false"), ("active", "true"),
                ("choice", column.Choices.Count > 0 ? "3" : "0"));
            foreach (var choice in column.Choices)
                instance.Insert("sys_choice", ("name", table.Name), ("element", column.Name), ("value", choice), ("label", choice), ("inactive", "false"));
        }
    }

    private static void InstallUsers(ServiceNowInstance instance)
    {
        instance.Install("sys_user", "User", "name", new Column("user_name"), new Column("name") { MaxLength = 100 },
            new Column("time_zone"), new Column("active", ColumnType.Boolean), new Column("web_service_access_only", ColumnType.Boolean));
        instance.Install("sys_user_role", "Role", "name", new Column("name") { MaxLength = 100 });
        instance.Install("sys_user_has_role", "User Role", null,
            new Column("user", ColumnType.Reference) { Reference = "sys_user" }, new Column("role", ColumnType.Reference) { Reference = "sys_user_role" },
            new Column("state"), new Column("inherited", ColumnType.Boolean));
        instance.Install("sys_scope", "Application", "name", new Column("scope"), new Column("name") { MaxLength = 100 }, new Column("version"));

        var user = instance.Insert("sys_user", ("user_name", instance.Settings.UserName), ("name", "ML Connector"), ("time_zone", "GMT"),
            ("active", "true"), ("web_service_access_only", "true"));
        foreach (var role in new[] { "sn_apay.apo_user", "sn_spend_intg.procurement_integrator", "sn_fcms_intg.integration_user", "import_transformer" })
        {
            var id = instance.Insert("sys_user_role", ("name", role));
            instance.Insert("sys_user_has_role", ("user", user), ("role", id), ("state", "active"), ("inherited", "false"));
        }

        foreach (var (scope, name, version) in new[]
        {
            ("sn_ap_apm", "Accounts Payable Invoice Processing", "13.0.1"), ("sn_spend_intg", "Source-to-Pay Integration Framework", "13.0.1"),
            ("sn_fin", "Finance Common Architecture", "12.1.0"), ("sn_apay", "Accounts Payable Operations", "1.0.0"),
        })
            instance.Insert("sys_scope", ("scope", scope), ("name", name), ("version", version));
    }
}
