using Xunit;

namespace Akka.TestKit.Xunit2;

public class XunitAssertions : ITestKitAssertions
{
    public void Fail(string format = "", params object[] args) => Assert.Fail(Text(format, args));

    public void AssertTrue(bool condition, string format = "", params object[] args)
    {
        if (!condition) Fail(format, args);
    }

    private static string Text(string format, object[] args) => args.Length == 0 ? format : string.Format(format, args);
}
