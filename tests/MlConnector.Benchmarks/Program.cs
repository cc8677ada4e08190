using MlConnector.Benchmarks.Measuring;
using MlConnector.Benchmarks.Processes;

return args is [SandboxProcess.Argument, ..] ? await SandboxProcess.ServeAsync() : await Runner.RunAsync(args);
