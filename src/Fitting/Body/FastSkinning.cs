using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace LivePose.Fitting.Body;

/// <summary>SMPL's forward function for live use: single precision, SIMD, no allocation after construction, one thread.</summary>
/// <remarks>
/// Equal to <see cref="LinearBlendSkinning"/> within some micrometres. The shaped body is kept while β does not change. One object
/// serves one person at a time; <see cref="CreateSibling"/> gives another that shares the packed model (9 MB of pose directions).
/// </remarks>
public sealed class FastSkinning
{
    /// <summary>Pose features below this move nothing by more than a nanometre.</summary>
    private const float Negligible = 1e-7f;

    private readonly BodyModel _model;
    private readonly PackedDirections _directions;
    private readonly PackedWeights _weights;
    private readonly float[] _template;
    private readonly float[] _shapes;
    private readonly float[] _shaped;
    private readonly double[] _betas;
    private readonly Vector3D[] _rest;
    private readonly Matrix3[] _turns;
    private readonly float[] _transforms;
    private readonly float[] _features;
    private readonly int[] _active;

    /// <summary>Packs a model.</summary>
    public FastSkinning(BodyModel model)
        : this(
            model, new PackedDirections(model.PoseDirections, model.PoseFeatureCount), new PackedWeights(model),
            VertexBlocks.Pack(model.Template, model.VertexCount), VertexBlocks.Pack(model.ShapeDirections, model.VertexCount))
    {
    }

    private FastSkinning(BodyModel model, PackedDirections directions, PackedWeights weights, float[] template, float[] shapes)
    {
        (_model, _directions, _weights, _template, _shapes) = (model, directions, weights, template, shapes);
        _shaped = new float[template.Length];
        _betas = new double[model.ShapeCount];
        _rest = new Vector3D[model.JointCount];
        _turns = new Matrix3[model.JointCount];
        _transforms = new float[model.JointCount * PackedWeights.TransformLanes];
        _features = new float[model.PoseFeatureCount];
        _active = new int[model.PoseFeatureCount];
        Reshape();
    }

    /// <summary>Another one for the same body, with buffers of its own, for a second person or thread.</summary>
    public FastSkinning CreateSibling() => new(_model, _directions, _weights, _template, _shapes);

    /// <summary>Poses the body.</summary>
    /// <param name="rotations">Rotation of each joint relative to its parent, shape [J].</param>
    /// <param name="betas">Shape coefficients, at most S; missing ones are 0.</param>
    /// <param name="translation">Added to everything, metres.</param>
    /// <param name="vertices">Out: metres, shape [V].</param>
    /// <param name="joints">Out: metres, shape [J].</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public void Pose(
        ReadOnlySpan<Matrix3> rotations, ReadOnlySpan<double> betas, Vector3D translation, Span<Vector3> vertices, Span<Vector3D> joints)
    {
        if (rotations.Length != _model.JointCount || joints.Length != _model.JointCount || vertices.Length != _model.VertexCount || betas.Length > _betas.Length)
        {
            throw new ArgumentException(
                $"The body has {_model.JointCount} joints, {_model.VertexCount} vertices and {_betas.Length} shape coefficients, but " +
                $"{rotations.Length} rotations, {betas.Length} coefficients and room for {joints.Length} joints and {vertices.Length} vertices were given.");
        }

        if (!betas.SequenceEqual(_betas.AsSpan(0, betas.Length)) || _betas.AsSpan(betas.Length).ContainsAnyExcept(0.0))
        {
            _betas.AsSpan().Clear();
            betas.CopyTo(_betas);
            Reshape();
        }

        int active = CollectFeatures(rotations);
        Transform(rotations, translation, joints);
        Span<float> block = stackalloc float[VertexBlocks.Lanes];
        for (int first = 0, b = 0; first < vertices.Length; first += VertexBlocks.Vertices, b++)
        {
            _shaped.AsSpan(b * VertexBlocks.Lanes, VertexBlocks.Lanes).CopyTo(block);
            _directions.AddTo(b, _active.AsSpan(0, active), _features.AsSpan(0, active), block);
            _weights.Skin(first, block, _transforms, vertices.Slice(first, Math.Min(VertexBlocks.Vertices, vertices.Length - first)));
        }
    }

    private void Reshape()
    {
        _template.CopyTo(_shaped, 0);
        ReadOnlySpan<Vector3D> joints = MemoryMarshal.Cast<double, Vector3D>(_model.RestJoints);
        joints.CopyTo(_rest);
        for (int s = 0; s < _betas.Length; s++)
        {
            TensorPrimitives.MultiplyAdd(_shapes.AsSpan(s * _shaped.Length, _shaped.Length), (float)_betas[s], _shaped, _shaped);
            ReadOnlySpan<Vector3D> directions = MemoryMarshal.Cast<double, Vector3D>(_model.JointShape).Slice(s * _rest.Length, _rest.Length);
            for (int j = 0; j < _rest.Length; j++)
            {
                _rest[j] += _betas[s] * directions[j];
            }
        }
    }

    /// <summary>Packs the pose features that matter to the front of their buffers.</summary>
    private int CollectFeatures(ReadOnlySpan<Matrix3> rotations)
    {
        int count = 0;
        for (int p = 0; p < _features.Length; p++)
        {
            int element = p % 9;
            float feature = (float)(rotations[1 + (p / 9)][element / 3, element % 3] - (element % 4 == 0 ? 1 : 0));
            if (MathF.Abs(feature) > Negligible)
            {
                _features[count] = feature;
                _active[count++] = p;
            }
        }

        return count;
    }

    /// <summary>Joint positions, and for each joint the transform from a rest vertex to a posed one.</summary>
    private void Transform(ReadOnlySpan<Matrix3> rotations, Vector3D translation, Span<Vector3D> joints)
    {
        for (int j = 0; j < joints.Length; j++)
        {
            int parent = _model.Parents[j];
            _turns[j] = parent < 0 ? rotations[j] : _turns[parent] * rotations[j];
            joints[j] = parent < 0 ? _rest[j] + translation : joints[parent] + (_turns[parent] * (_rest[j] - _rest[parent]));
            Span<float> t = _transforms.AsSpan(j * PackedWeights.TransformLanes, PackedWeights.TransformLanes);
            Put(t, _turns[j].Column1);
            Put(t[4..], _turns[j].Column2);
            Put(t[8..], _turns[j].Column3);
            Put(t[12..], joints[j] - (_turns[j] * _rest[j]));
        }

        static void Put(Span<float> column, Vector3D v) => (column[0], column[1], column[2]) = ((float)v.X, (float)v.Y, (float)v.Z);
    }
}
