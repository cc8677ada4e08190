return await MlConnector.Sandbox.SandboxCommand.RunAsync(args);
