using MlConnector.Domain.Checks;
using MlConnector.ServiceNow.Faults;
using MlConnector.ServiceNow.Tables;

namespace MlConnector.ServiceNow.Checks;

/// <summary>Who the instance takes us for, in which time zone, and with which roles.</summary>
internal sealed class CallerChecks(InstanceReader reader)
{
    private const string User = "user";
    private const string TimeZone = "time zone";
    private const string Admin = "admin";
    private const int MostRoles = 1000;
    private const string LookItUp = "See in ServiceNow which user the OAuth application acts as, and look there.";

    private static readonly HashSet<string> Utc = new(["GMT", "UTC", "Etc/UTC", "Etc/GMT", "Etc/UCT", "UCT", "Zulu", "Universal"], StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Names(IEnumerable<string> roles) => [User, TimeZone, .. roles.Select(Role)];

    public async Task<IReadOnlyList<Check>> RunAsync(IReadOnlyCollection<string> roles, CancellationToken ct)
    {
        try
        {
            // the platform's own pages ask so; a query for oneself would need a script, which instances refuse
            var caller = new Row(await reader.GetAsync("/api/now/ui/user/current_user", "the question who calls", ct).ConfigureAwait(false));
            if (caller["user_sys_id"] is not { Length: > 0 } id) return NotNamed(roles, "The instance does not say who calls.");
            var user = UserAsync(id, caller["user_name"] ?? id, ct);
            var held = RolesAsync(id, roles, ct);
            return [.. await user.ConfigureAwait(false), .. await held.ConfigureAwait(false)];
        }
        catch (ServiceNowException e)
        {
            return NotNamed(roles, $"The instance does not say who calls. {e.Reason.Text}");
        }
        catch (OperationCanceledException)
        {
            return [.. Names(roles).Select(Finding.OutOfTime)];
        }
    }

    private static IReadOnlyList<Check> NotNamed(IEnumerable<string> roles, string detail) => [.. Names(roles).Select(name => Finding.Unknown(name, detail, LookItUp))];

    private async Task<IReadOnlyList<Check>> UserAsync(string id, string name, CancellationToken ct)
    {
        try
        {
            var (rows, _) = await reader.RowsAsync("sys_user", $"sys_id={id}", ["sys_id", "user_name", "time_zone", "web_service_access_only"], 2, ct).ConfigureAwait(false);
            if (rows is not [var user] || user.SysId != id)
                return [Finding.Ok(User, $"{name}."), Finding.Unknown(TimeZone, "The user's own record is hidden from it.", LookItUp)];
            return [Finding.Ok(User, user["web_service_access_only"] == "true" ? $"{name}, for web services only." : $"{name}."), ZoneOf(user["time_zone"])];
        }
        catch (ServiceNowException e)
        {
            return [Finding.Ok(User, $"{name}."), Finding.Unknown(TimeZone, e.Reason.Text, LookItUp)];
        }
        catch (OperationCanceledException)
        {
            return [Finding.Ok(User, $"{name}."), Finding.OutOfTime(TimeZone)];
        }
    }

    private static Check ZoneOf(string? zone) => zone switch
    {
        null => Finding.Unknown(TimeZone, "The column time_zone is hidden from the user.", LookItUp),
        "" => Finding.Unknown(TimeZone, "The user has none of its own and follows the instance.", "Set the user's time zone to GMT."),
        _ when Utc.Contains(zone) => Finding.Ok(TimeZone, $"{zone}."),
        _ => Finding.Ok(TimeZone, $"{zone}, not GMT: whatever shows the user's times is off by the difference.", "Set the user's time zone to GMT."),
    };

    private async Task<IReadOnlyList<Check>> RolesAsync(string id, IReadOnlyCollection<string> roles, CancellationToken ct)
    {
        if (roles.Count == 0) return [];
        try
        {
            var (rows, total) = await reader.RowsAsync("sys_user_has_role", $"user={id}", ["user", "role.name", "state"], MostRoles, ct).ConfigureAwait(false);
            var active = rows.Where(r => r["user"] == id && r["state"] == "active").Select(r => r["role.name"]).ToHashSet();
            // only who is shown all of it can tell that something is not there
            var all = rows.Count > 0 && rows.All(r => r["user"] == id && r["role.name"] is { Length: > 0 } && r["state"] is not null) && !(total > rows.Count);
            return [.. roles.Select(role => RoleOf(role, active, all))];
        }
        catch (ServiceNowException e)
        {
            return [.. roles.Select(role => Finding.Unknown(Role(role), e.Reason.Text, LookItUp))];
        }
        catch (OperationCanceledException)
        {
            return [.. roles.Select(role => Finding.OutOfTime(Role(role)))];
        }
    }

    private static Check RoleOf(string role, HashSet<string?> active, bool all) =>
        active.Contains(role) ? Finding.Ok(Role(role), "The user has it.")
        : active.Contains(Admin) ? Finding.Ok(Role(role), $"The user has the role {Admin}, which stands for every other.")
        : all ? Finding.Failed(Role(role), "The user has other roles, but not this one.", $"Grant the user the role {role}.")
        : Finding.Unknown(Role(role), "The instance does not show all of the user's roles to it.", LookItUp);

    private static string Role(string role) => $"role {role}";
}
