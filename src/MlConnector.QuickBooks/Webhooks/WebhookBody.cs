using MlConnector.Domain;
using MlConnector.Domain.Realms;

namespace MlConnector.QuickBooks.Webhooks;

/// <summary>What a webhook says, in either format.</summary>
/// <param name="Notices">What is carried, for each company; a merge is one notice for each of the two that it made one.</param>
/// <param name="Events">How many events it held.</param>
/// <param name="Unknown">How many of them are of a type that is not carried, or cannot be understood.</param>
public sealed record WebhookBody(IReadOnlyDictionary<RealmId, IReadOnlyList<Notice>> Notices, int Events, int Unknown);
