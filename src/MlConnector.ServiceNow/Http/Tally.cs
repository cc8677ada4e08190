namespace MlConnector.ServiceNow.Http;

/// <summary>Counts the requests of one write.</summary>
internal sealed class Tally
{
    public int Requests { get; private set; }

    public void Add() => Requests++;
}
