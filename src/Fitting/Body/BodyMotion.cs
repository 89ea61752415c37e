using LivePose.Fitting.Arrays;

namespace LivePose.Fitting.Body;

/// <summary>Body parameters of N frames as files hold them: AMASS's and SMPL's <c>poses</c>, <c>betas</c>, <c>trans</c>.</summary>
public sealed class BodyMotion
{
    private readonly double[] _poses;
    private readonly double[] _betas;
    private readonly double[] _translations;

    private BodyMotion(int frames, double[] poses, double[] betas, double[] translations)
    {
        FrameCount = frames;
        _poses = poses;
        _betas = betas;
        _translations = translations;
    }

    /// <summary>N.</summary>
    public int FrameCount { get; }

    /// <summary>Rotation vectors of one frame, radians, three a joint; as many as the file has.</summary>
    public ReadOnlySpan<double> Pose(int frame) => Row(_poses, frame);

    /// <summary>Shape coefficients of one frame; the same for all frames where the file gives one shape.</summary>
    public ReadOnlySpan<double> Betas(int frame) => Row(_betas, frame);

    /// <summary>Translation of one frame, metres; 0 where the file has none.</summary>
    public Vector3D Translation(int frame)
    {
        ReadOnlySpan<double> t = Row(_translations, frame);
        return t.IsEmpty ? default : new Vector3D(t[0], t[1], t[2]);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">With <c>poses</c> [N, 3 J], and perhaps <c>betas</c> [N, S] or [S] and <c>trans</c> [N, 3].</param>
    /// <exception cref="InvalidDataException">It has no poses, or the shapes do not agree.</exception>
    public static BodyMotion Read(string path)
    {
        using NamedArrays file = NamedArrays.Open(path);
        NdArray poses = file.Read("poses");
        if (poses.Shape.Length != 2 || poses.Shape[1] % 3 != 0)
        {
            throw new InvalidDataException($"'{file.File}' has poses of shape {poses.ShapeText}, expected [frames, 3 x joints].");
        }

        int frames = poses.Shape[0];
        double[] translations = file.Contains("trans") ? file.Read("trans").ToDoubles() : [];
        if (translations.Length != 0 && translations.Length != 3 * frames)
        {
            throw new InvalidDataException($"'{file.File}' has {frames} poses but trans of shape {file.Read("trans").ShapeText}, expected [{frames}, 3].");
        }

        return new BodyMotion(frames, poses.ToDoubles(), file.Contains("betas") ? Betas(file, frames) : [], translations);
    }

    private static double[] Betas(NamedArrays file, int frames)
    {
        NdArray betas = file.Read("betas");
        double[] values = betas.ToDoubles();
        bool one = betas.Shape.Length == 1 || betas.HasShape(1, -1);
        if (!one && !betas.HasShape(frames, -1))
        {
            throw new InvalidDataException($"'{file.File}' has {frames} poses but betas of shape {betas.ShapeText}, expected [{frames}, shapes] or [shapes].");
        }

        return one ? [.. Enumerable.Repeat(values, frames).SelectMany(v => v)] : values;
    }

    private ReadOnlySpan<double> Row(double[] values, int frame)
    {
        int width = FrameCount == 0 ? 0 : values.Length / FrameCount;
        return values.AsSpan(frame * width, width);
    }
}
