using System.Globalization;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.ServiceNow.Import;

namespace MlConnector.Sandbox.ServiceNow.Api;

/// <summary>Everything under <c>/servicenow</c>: the gates that a call passes, then the API that it names.</summary>
internal sealed class ServiceNowApi
{
    public const string TokenPath = "/servicenow/oauth_token.do";
    private const string ApiPath = "/servicenow/api/now/";
    private const string SessionCookie = "JSESSIONID";

    private readonly ServiceNowInstance _instance;
    private readonly TimeProvider _time;
    private readonly InstanceTokens _tokens;
    private readonly Semaphores _semaphores;
    private readonly HourlyLimit _hourly;
    private readonly TableApi _table;
    private readonly StatsApi _stats;
    private readonly BatchApi _batch;
    private readonly ImportSetApi _import;
    private readonly MetaApi _meta;
    private long _transaction;

    public ServiceNowApi(ServiceNowInstance instance, TimeProvider time, Func<Call, Func<Call, ValueTask<Answer>>, ValueTask<Answer>> around)
    {
        _instance = instance;
        _time = time;
        _tokens = new InstanceTokens(instance.Settings, time);
        _semaphores = new Semaphores(instance.Settings);
        _hourly = new HourlyLimit(instance.Settings, time);
        _table = new TableApi(instance);
        _stats = new StatsApi(instance);
        _import = new ImportSetApi(instance);
        _meta = new MetaApi(instance);
        _batch = new BatchApi(instance.Settings, time, item => around(item, i => new(Execute(i))));
    }

    public InstanceTokens Tokens => _tokens;

    public static void Classify(Call call)
    {
        if (call.Path == TokenPath)
        {
            call.Kind = "servicenow.token";
            return;
        }

        var (_, api, table, _) = Split(call.Path);
        call.Subject = api is "table" or "stats" or "import" ? table : "";
        call.Kind = api switch
        {
            "table" => "servicenow.table." + call.Method.ToLowerInvariant(),
            "import" => "servicenow.import." + call.Method.ToLowerInvariant(),
            "stats" or "batch" => "servicenow." + api,
            _ => "servicenow.other",
        };
    }

    public async ValueTask<Answer> AnswerAsync(Call call)
    {
        var settings = _instance.Settings;
        if (settings.Asleep)
            return Answer.Text(200, Answer.Html, ServiceNowErrors.AsleepPage);
        if (call.Path == TokenPath)
            return call.Method == "POST" ? _tokens.Token(call) : ServiceNowErrors.Of(405, "Method not supported", null);
        if (settings.DropsSessionCalls && IsInSession(call))
            return Answer.Empty(202);
        if (!_tokens.IsAllowed(call))
            return Session(ServiceNowErrors.Unauthenticated(), false);
        if (!await _semaphores.EnterAsync())
            return Answer.Empty(429);
        try
        {
            if (settings.Latency > TimeSpan.Zero)
                await Task.Delay(settings.Latency, _time);
            var (_, api, table, _) = Split(call.Path);
            var answer = _hourly.Take(table) ?? (api == "batch" && call.Method == "POST" ? await _batch.HandleAsync(call) : Execute(call));
            return Session(answer, true);
        }
        finally
        {
            _semaphores.Leave();
        }
    }

    private Answer Execute(Call call)
    {
        var (version, api, name, rest) = Split(call.Path);
        lock (_instance.Gate)
        {
            return api switch
            {
                "table" when name.Length > 0 => _table.Handle(call, version, name, rest),
                "import" when name.Length > 0 => _import.Handle(call, name, rest),
                "ui" when name == "user" && rest == "current_user" && call.Method == "GET" => _meta.CurrentUser(),
                "ui" when name == "meta" && call.Method == "GET" => _meta.Handle(rest),
                "stats" when name.Length > 0 && call.Method == "GET" => _stats.Handle(call, name),
                _ => ServiceNowErrors.NoSuchResource(),
            };
        }
    }

    /// <summary>A client with a cookie jar shares one session among its calls; a person's browser does so by right.</summary>
    private static bool IsInSession(Call call) =>
        call.Headers.Cookie.ToString().Contains(SessionCookie, StringComparison.Ordinal) && call.Headers["Sec-Fetch-Mode"] != "navigate";

    private Answer Session(Answer answer, bool loggedIn)
    {
        var number = Interlocked.Increment(ref _transaction).ToString("x16", CultureInfo.InvariantCulture);
        return answer.With("X-Is-Logged-In", loggedIn ? "true" : "false").With("X-Transaction-ID", number)
            .With("Set-Cookie", $"{SessionCookie}={number}; Path=/; HttpOnly; SameSite=None")
            .With("Set-Cookie", "glide_user_route=glide.sandbox; Path=/; HttpOnly");
    }

    private static (string Version, string Api, string Table, string Id) Split(string path)
    {
        if (!path.StartsWith(ApiPath, StringComparison.Ordinal))
            return ("", "", "", "");
        var parts = path[ApiPath.Length..].Split('/');
        var first = parts[0] is "v1" or "v2" ? 1 : 0;
        return (first == 1 ? parts[0] : "", At(first), At(first + 1), At(first + 2));

        string At(int i) => i < parts.Length ? parts[i] : "";
    }
}
