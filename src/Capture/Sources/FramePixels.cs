using System.Runtime.InteropServices;
using OpenCvSharp;

namespace LivePose.Capture.Sources;

/// <summary>OpenCV headers over the pinned pixels of pooled frames: a decoder writes straight into the frame.</summary>
/// <remarks>A header is made once for each pixel buffer, so a frame of the steady state costs no allocation.</remarks>
internal sealed class FramePixels : IDisposable
{
    private readonly Dictionary<byte[], Header> _headers = new(ReferenceEqualityComparer.Instance);

    /// <summary>Resizes the frame and gives the header of its pixels, valid until the next call for the same frame.</summary>
    public Mat Wrap(Frame frame, int width, int height)
    {
        byte[] pixels = Buffer(frame, width, height);
        if (_headers.TryGetValue(pixels, out Header known))
        {
            if (known.Width == width && known.Height == height && known.Mat.Data == Address(pixels))
            {
                return known.Mat;
            }

            known.Mat.Dispose();
        }

        Mat mat = Mat.FromPixelData(height, width, MatType.CV_8UC3, Address(pixels));
        _headers[pixels] = new Header(mat, width, height);
        return mat;
    }

    /// <summary>Makes sure that a decoded picture lies in the frame: copies it when the decoder chose other memory.</summary>
    /// <remarks>OpenCV reallocates the target when the size changes inside a stream.</remarks>
    public void Settle(Frame frame, Mat decoded)
    {
        if (decoded.Data != Address(Buffer(frame, frame.Width, frame.Height)))
        {
            using Mat own = decoded.Clone();
            own.CopyTo(Wrap(frame, own.Width, own.Height));
        }
    }

    public void Dispose()
    {
        foreach (Header header in _headers.Values)
        {
            header.Mat.Dispose();
        }

        _headers.Clear();
    }

    private static byte[] Buffer(Frame frame, int width, int height)
    {
        bool isArray = MemoryMarshal.TryGetArray<byte>(frame.Resize(width, height), out ArraySegment<byte> segment);
        return isArray && segment.Offset == 0 ? segment.Array! : throw new InvalidOperationException("Frame pixels must be one array.");
    }

    // Frame allocates its pixels on the pinned heap, so the address stays valid as long as the array is referenced (here, as a key).
    private static nint Address(byte[] pixels) => Marshal.UnsafeAddrOfPinnedArrayElement(pixels, 0);

    private readonly record struct Header(Mat Mat, int Width, int Height);
}
