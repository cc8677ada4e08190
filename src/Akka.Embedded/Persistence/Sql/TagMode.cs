namespace Akka.Persistence.Sql.Config;

public enum TagMode
{
    Csv,
    TagTable,
    Both,
}
