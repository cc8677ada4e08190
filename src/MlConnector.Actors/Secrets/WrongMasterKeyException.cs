namespace MlConnector.Actors.Secrets;

public sealed class WrongMasterKeyException(Exception inner) : Exception(
    "The credentials in this store were encrypted under another master key. Start with the key that it was made with; "
    + "if that is lost, so are the credentials: start on a store without the table data_protection_key and connect each company again.",
    inner);
