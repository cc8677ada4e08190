namespace Akka.TestKit;

/// <summary>How a test kit tells its test framework that an expectation was not met.</summary>
public interface ITestKitAssertions
{
    void Fail(string format = "", params object[] args);

    void AssertTrue(bool condition, string format = "", params object[] args);
}
