namespace Akka.Streams;

/// <summary>Makes running streams of blueprints, and ends them with itself.</summary>
public interface IMaterializer
{
    TMat Materialize<TMat>(IGraph<ClosedShape, TMat> runnable);
}
