namespace LivePose.Fitting.Tests.Arrays;

/// <summary>Damages bytes as disks, downloads and attackers do.</summary>
internal static class Mutation
{
    public static byte[] Of(byte[] source, Random random)
    {
        byte[] bytes = (byte[])source.Clone();
        int edits = 1 + random.Next(4);
        for (int i = 0; i < edits && bytes.Length > 1; i++)
        {
            int at = random.Next(bytes.Length);
            switch (random.Next(5))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: bytes = bytes[..at]; break;
                case 3: bytes = [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + random.Next(8))..]]; break;
                default: bytes.AsSpan(at, Math.Min(4, bytes.Length - at)).Fill((byte)(random.Next(2) * 0xFF)); break;
            }
        }

        return bytes;
    }
}
