namespace MlConnector.Sandbox.Http;

/// <summary>One fault and the calls it befalls. What is not given matches everything.</summary>
public sealed class FaultRule
{
    /// <summary>HTTP method, or none for all.</summary>
    public string? Method { get; init; }

    /// <summary>Pattern of the path, with <c>*</c> for any text: <c>/servicenow/api/now/table/sn_apo_invoice*</c>.</summary>
    public string Path { get; init; } = "*";

    /// <summary>Pattern of the decoded query string, with <c>*</c>.</summary>
    public string? Query { get; init; }

    /// <summary>Text that the body must hold.</summary>
    public string? BodyContains { get; init; }

    /// <summary>The first matching call that suffers, from 1.</summary>
    public int Nth { get; init; } = 1;

    /// <summary>How many matching calls suffer from then on.</summary>
    public int Times { get; init; } = 1;

    /// <summary>The call takes effect first, and only its answer suffers.</summary>
    public bool AfterEffect { get; init; }

    /// <summary>The status to answer; none leaves the real answer, perhaps late or cut.</summary>
    public int? Status { get; init; }

    public string? Body { get; init; }
    public string? ContentType { get; init; }
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The connection is dropped without an answer.</summary>
    public bool Drop { get; init; }

    /// <summary>Only so many bytes of the body are sent before the connection is dropped.</summary>
    public int? TruncateAt { get; init; }

    /// <summary>The body ends after so many bytes as though that were all of it.</summary>
    public int? CutBodyAt { get; init; }

    /// <summary>Text put behind the real body.</summary>
    public string? Append { get; init; }

    /// <summary>How long the call takes before anything else.</summary>
    public TimeSpan Delay { get; init; }

    private int _seen;
    private int _hits;

    /// <summary>How many calls have suffered.</summary>
    public int Hits => Volatile.Read(ref _hits);

    internal bool Befalls(Call call)
    {
        if (Method is not null && !Method.Equals(call.Method, StringComparison.OrdinalIgnoreCase)
            || !Glob.Matches(Path, call.Path)
            || Query is not null && !Glob.Matches(Query, Uri.UnescapeDataString(call.QueryString.Replace('+', ' ')))
            || BodyContains is not null && !call.Text.Contains(BodyContains, StringComparison.Ordinal))
            return false;

        var seen = Interlocked.Increment(ref _seen);
        if (seen < Nth || seen >= (long)Nth + Times)
            return false;
        Interlocked.Increment(ref _hits);
        return true;
    }

    internal Answer? Replace(Answer? real)
    {
        if (Drop)
            return new Answer(0, null, default) { Dropped = true };
        if (Status is null && Body is null && real is null)
            return null;

        var body = Body is not null ? System.Text.Encoding.UTF8.GetBytes(Body) : Status is null && real is not null ? real.Body : default;
        if (Append is not null)
            body = (byte[])[.. body.Span, .. System.Text.Encoding.UTF8.GetBytes(Append)];
        if (CutBodyAt is { } cut && cut < body.Length)
            body = body[..cut];

        var type = ContentType ?? (Body is null ? real?.ContentType : Body.AsSpan().TrimStart().StartsWith("<") ? Answer.Html : Answer.Json);
        var answer = new Answer(Status ?? real?.Status ?? 200, type, body) { SendOnly = TruncateAt };
        if (Status is null && real is not null)
            answer.Headers.AddRange(real.Headers);
        foreach (var (name, value) in Headers)
            answer.With(name, value);
        return answer;
    }
}
