using MlConnector.Domain.Entities;
using MlConnector.Domain.Staging;
using MlConnector.ServiceNow.Profiles;

namespace MlConnector.ServiceNow.Writing;

/// <summary>Why a write needs a person, and what that person can do.</summary>
internal static class Refusals
{
    public static WriteRefusedException NoTable(string profile, RecordKind kind) => new(new Reason(
        "servicenow-no-table", $"The profile {profile} has no table for {kind} records.", "Name one under serviceNow.tables, or choose a profile that has one: it goes on by itself."));

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

    public static WriteRefusedException RowNotShown(string table, string sysId) => new(new Reason(
        "servicenow-row-not-shown", $"{table} does not show row {sysId}, which must be there.", "Grant the integration user read rights on the table's rows; then replay."));

    public static WriteRefusedException Hidden(string table, string key) => new(new Reason(
        "servicenow-row-hidden",
        $"{table} counts rows whose key is or begins with {key} and does not show them: others would be too many.",
        "Grant the integration user read rights on the table's rows, whatever their state; then replay."));

    public static WriteRefusedException NoMap(TableProfile table, string key, string? said) => new(new Reason(
        "servicenow-no-transform",
        $"{table.Written} took {key}, and no transform map made a record of it ({said?.Trim()}).",
        $"See that {table.Written} has an active transform map to {table.Table}, and that its business rule 'Transform synchronously' is active; then replay."));

    public static WriteRefusedException NotImported(TableProfile table, string key, string said) => new(new Reason(
        "servicenow-not-imported", $"{table.Written} took {key}, and no record came of it: {said}.", "Correct what ServiceNow says of it; then replay."));

    public static WriteRefusedException NotFoundByKey(TableProfile table, string said) => new(new Reason(
        "servicenow-no-coalesce",
        $"A second import through {table.Written} could make a second record: {said}.",
        $"Make {table.KeyColumn} a coalesce field in the transform map from {table.Written} to {table.Table}; then replay."));

    public static WriteRefusedException KeyNotImported(TableProfile table, string key, string sysId) => new(new Reason(
        "servicenow-key-not-stored",
        $"{table.Written} took {key}, but row {sysId} of {table.Table} does not hold the key in {table.KeyColumn}: it would never be found again.",
        $"Let the transform map fill {table.KeyColumn}, and the integration user read it; delete the row; then replay."));

    public static WriteRefusedException KeyTooLong(ColumnProfile column, string key, int length) => new(new Reason(
        "servicenow-key-too-long",
        $"{key} cannot be told from others in {column.Name}: it holds {column.MaxLength} characters, and the key has {length}.",
        "Give the instance a longer column for the external key and name it in a profile of your own; then replay."));

    public static WriteRefusedException NoColumn(string table, IEnumerable<string> labels, string name) => new(new Reason(
        "servicenow-no-column",
        $"{table} has no one column labelled {string.Join(", ", labels.Select(l => $"'{l}'"))}, or does not say so.",
        $"Let the integration user read sys_dictionary, or name the columns under serviceNow.columns.{name} of the connection; then replay."));

    public static WriteRefusedException KeyNotStored(string table, string key, string column, IReadOnlyCollection<string> left) => new(new Reason(
        "servicenow-key-not-stored",
        $"{table} took {key} but did not store the key in {column}, so that it could never be found. "
        + (left.Count == 0 ? "The row was deleted again." : $"It could not be deleted again and stands there without a key: {string.Join(", ", left)}."),
        $"Create the column {column}, or let the integration user read and write it{(left.Count == 0 ? "" : ", and delete what is named")}; then replay."));
}
