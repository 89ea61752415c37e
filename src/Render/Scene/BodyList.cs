using System.Numerics;

namespace LivePose.Render;

/// <summary>The bodies of one frame. Reused from frame to frame; grows, never shrinks.</summary>
public sealed class BodyList
{
    private readonly List<Entry> _bodies = [];
    private AffineTransform[] _bones = new AffineTransform[256];
    private int _boneCount;

    /// <summary>Number of bodies.</summary>
    public int Count => _bodies.Count;

    /// <summary>Removes every body.</summary>
    public void Clear()
    {
        _bodies.Clear();
        _boneCount = 0;
    }

    /// <summary>Adds a body in a pose; the bones are copied.</summary>
    /// <param name="mesh">The person's shape.</param>
    /// <param name="bones">One a joint, rest to scene coordinates, shape [J].</param>
    /// <param name="color">sRGB; the opacity of the skin is its fourth number, in [0, 1].</param>
    /// <returns>False, with nothing added, when the mesh has no shape yet or a bone is not finite.</returns>
    /// <exception cref="ArgumentException">Another number of bones than the body has joints.</exception>
    public bool TryAdd(BodyMesh mesh, ReadOnlySpan<AffineTransform> bones, Vector4 color)
    {
        if (bones.Length != mesh.Topology.JointCount)
        {
            throw new ArgumentException($"{bones.Length} bones do not fit a body of {mesh.Topology.JointCount} joints.", nameof(bones));
        }

        bool finite = mesh.HasShape;
        foreach (ref readonly AffineTransform bone in bones)
        {
            finite &= bone.IsFinite;
        }

        if (!finite)
        {
            return false;
        }

        if (_bones.Length < _boneCount + bones.Length)
        {
            Array.Resize(ref _bones, Math.Max(2 * _bones.Length, _boneCount + bones.Length));
        }

        bones.CopyTo(_bones.AsSpan(_boneCount));
        _bodies.Add(new Entry(mesh, _boneCount, color));
        _boneCount += bones.Length;
        return true;
    }

    internal BodyMesh Mesh(int body) => _bodies[body].Mesh;

    internal Vector4 Color(int body) => _bodies[body].Color;

    internal ReadOnlySpan<AffineTransform> Bones(int body) =>
        _bones.AsSpan(_bodies[body].FirstBone, _bodies[body].Mesh.Topology.JointCount);

    private readonly record struct Entry(BodyMesh Mesh, int FirstBone, Vector4 Color);
}
