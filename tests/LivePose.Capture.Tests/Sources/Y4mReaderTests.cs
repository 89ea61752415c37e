using System.Text;
using CsCheck;
using LivePose.Capture.Sources;

namespace LivePose.Capture.Tests.Sources;

public class Y4mReaderTests
{
    [Fact]
    public void ReadsHeaderAndPictures()
    {
        byte[] content = [.. "YUV4MPEG2 W4 H2 F30000:1001 Ip A1:1 C420mpeg2\nFRAME\n"u8, .. Enumerable.Range(0, 12).Select(i => (byte)i), .. "FRAME Ixyz\n"u8, .. new byte[12], .. "FRAME\n\x01"u8];
        Y4mReader reader = new(new MemoryStream(content));
        Assert.True(reader.TryReadHeader());
        Assert.Equal((4, 2), (reader.Width, reader.Height));
        Assert.Equal(30000 / 1001.0, reader.FramesPerSecond, 1e-9);
        byte[] planes = new byte[12];
        Assert.True(reader.TryReadPicture(planes));
        Assert.Equal(Enumerable.Range(0, 12).Select(i => (byte)i), planes);
        Assert.True(reader.TryReadPicture(planes));
        Assert.All(planes, b => Assert.Equal(0, b));
        Assert.False(reader.TryReadPicture(planes)); // cut off
    }

    [Theory]
    [InlineData("")]
    [InlineData("YUV4MPEG2 W3 H2\n")]
    [InlineData("YUV4MPEG2 W4\n")]
    [InlineData("YUV4MPEG2 W99999999999 H4\n")]
    [InlineData("RIFF W4 H4\n")]
    public void RefusesWhatItCannotRead(string header) => Assert.False(new Y4mReader(new MemoryStream(Encoding.ASCII.GetBytes(header))).TryReadHeader());

    [Fact]
    public void NoInputMakesItThrow() =>
        Gen.Byte.Array[0, 400].Sample(bytes =>
        {
            Y4mReader reader = new(new MemoryStream([.. "YUV4MPEG2 "u8, .. bytes]));
            return !reader.TryReadHeader() || reader.Width * reader.Height > 0;
        });
}
