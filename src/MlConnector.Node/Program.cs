using MlConnector.Node.Demo;
using MlConnector.Node.Hosting;
using MlConnector.Node.Ping;
using MlConnector.Node.Reconcile;
using MlConnector.Sandbox;

return args switch
{
    ["demo", .. var rest] => await DemoCommand.RunAsync(rest),
    ["ping", .. var rest] => await PingCommand.RunAsync(rest),
    ["reconcile", .. var rest] => await ReconcileCommand.RunAsync(rest),
    ["sandbox", .. var rest] => await SandboxCommand.RunAsync(rest),
    _ => await NodeCommand.RunAsync(args),
};
