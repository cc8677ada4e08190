using System.Numerics;

namespace Akka.Cluster.Sharding;

/// <summary>Scala's MurmurHash of a string, two characters at a time: an entity's shard must outlive the process, and the engine.</summary>
internal static class StringHash
{
    internal static int Of(string text)
    {
        unchecked
        {
            var hash = ((uint)text.Length * 0x0331DF49u) ^ 0x971e137bu;
            var a = 0x95543787u;
            var b = 0x2ad7eb25u;
            var i = 0;
            for (; i + 1 < text.Length; i += 2)
            {
                hash = Extend(hash, ((uint)text[i] << 16) + text[i + 1], a, b);
                a = a * 5 + 0x7b7d159cu;
                b = b * 5 + 0x6bce6396u;
            }
            if (i < text.Length) hash = Extend(hash, text[i], a, b);
            hash = (hash ^ (hash >> 16)) * 0x85ebca6bu;
            hash = (hash ^ (hash >> 13)) * 0xc2b2ae35u;
            return (int)(hash ^ (hash >> 16));
        }
    }

    private static uint Extend(uint hash, uint value, uint a, uint b) =>
        unchecked((hash ^ (BitOperations.RotateLeft(value * a, 11) * b)) * 3 + 0x52dce729u);
}
