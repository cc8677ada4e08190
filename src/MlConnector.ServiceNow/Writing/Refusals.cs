using MlConnector.Domain.Entities;
using MlConnector.Domain.Staging;

namespace MlConnector.ServiceNow.Writing;

/// <summary>Why a write needs a person, and what that person can do.</summary>
internal static class Refusals
{
    public static WriteRefusedException NoTable(string profile, RecordKind kind) => new(new Reason(
        "servicenow-no-table", $"The profile {profile} has no table for {kind} records.", "Choose a profile that has one, or add it; then replay."));

    public static WriteRefusedException Ambiguous(string table, string key, IEnumerable<string> sysIds) => new(new Reason(
        "servicenow-ambiguous", $"Several rows of {table} bear the key {key}: {string.Join(", ", sysIds)}.", "Leave one of them in ServiceNow; then replay."));

    public static WriteRefusedException FilterIgnored(string table, string column) => new(new Reason(
        "servicenow-filter-ignored",
        $"{table} was asked for rows by {column} and answered with others, so that nobody can say what is missing there.",
        $"See that the column {column} exists and that the integration user may read it and query by it; then replay."));

    public static WriteRefusedException NotShown(string table, string column) => new(new Reason(
        "servicenow-not-shown", $"{table} does not show its column {column}.", $"See that the column {column} exists and that the integration user may read it."));

    public static WriteRefusedException NotStored(string table, string key, IReadOnlyList<string> columns, string sysId) => new(new Reason(
        "servicenow-not-stored",
        $"{table} took {key} but did not store what was written to {string.Join(", ", columns)} (row {sysId}).",
        "See that these columns exist with a fitting type, and that the integration user may read and write them; then replay."));

    public static WriteRefusedException KeyNotStored(string table, string key, string column) => new(new Reason(
        "servicenow-key-not-stored",
        $"{table} took {key} but did not store the key in {column}. The row was deleted again: it could never be found.",
        $"Create the column {column}, or let the integration user read and write it; then replay."));
}
