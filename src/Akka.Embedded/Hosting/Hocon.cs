using System.Globalization;
using System.Text;

namespace Akka.Hosting;

/// <summary>Writes the options that were set, and only those.</summary>
internal static class Hocon
{
    internal static void Add(this StringBuilder hocon, string key, object? value)
    {
        if (value is not null) hocon.AppendLine(CultureInfo.InvariantCulture, $"{key} = {Quoted(value is bool on ? on ? "on" : "off" : value)}");
    }

    internal static string Quoted(object value) => $"\"{value.ToString()!.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";
}
