using Tests.Shared;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Compliance.Stores;

/// <summary>A test of a suite that runs on every store; on PostgreSQL it is skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Compliance.Stores.StoreFactDiscoverer", "Akka.Compliance")]
public sealed class StoreFactAttribute : FactAttribute;

/// <summary>Marks the suite's class for PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OnPostgresAttribute : Attribute;

public sealed class StoreFactDiscoverer(IMessageSink diagnostics) : FactDiscoverer(diagnostics)
{
    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions options, ITestMethod method, IAttributeInfo fact) =>
        new StoreTestCase(DiagnosticMessageSink, options.MethodDisplayOrDefault(), options.MethodDisplayOptionsOrDefault(), method);
}

public sealed class StoreTestCase : XunitTestCase
{
    [Obsolete("For the test framework's deserializer.")]
    public StoreTestCase() { }

    public StoreTestCase(IMessageSink diagnostics, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(diagnostics, display, options, method) { }

    protected override string? GetSkipReason(IAttributeInfo fact) =>
        TestMethod.TestClass.Class.GetCustomAttributes(typeof(OnPostgresAttribute)).Any() ? PostgresCluster.SkipReason : null;
}
