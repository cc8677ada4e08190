namespace MlConnector.Actors.Tests.Journal;
public class Gen { [Fact] public void G() { var s = new MlConnector.Actors.Journal.JournalSerializer(null!); foreach (var (m, o) in JournalSamples.All) File.WriteAllBytes("/tmp/golden/" + m + ".json", s.ToBinary(o)); } }
