using LivePose.Fitting.Arrays;

namespace LivePose.Fitting.Body;

/// <summary>A parametric human body in SMPL's form: what the shape and the pose do to a template mesh, as plain arrays.</summary>
/// <remarks>
/// M. Loper et al., "SMPL: a skinned multi-person linear model", SIGGRAPH Asia 2015. Body frame: metres, +x to the body's left,
/// +y up, +z to where it faces; rest pose with arms stretched out sideways. V vertices, J joints (24 for SMPL, 52 for SMPL-H,
/// 55 for SMPL-X), S shape coefficients of unit standard deviation, P = 9 (J - 1) pose features or 0. Immutable by convention.
/// </remarks>
public sealed class BodyModel
{
    /// <summary>Checks the parts and keeps them.</summary>
    /// <param name="name">For messages and listings.</param>
    /// <param name="template">Vertices of the mean shape, metres, shape [V, 3].</param>
    /// <param name="shapeDirections">Change of every vertex by one unit of each coefficient, metres, shape [S, V, 3].</param>
    /// <param name="poseDirections">Change of every vertex by one unit of each pose feature (elements of R_j - I, j from 1, row-major), metres, shape [P, V, 3]; may be empty.</param>
    /// <param name="jointRegressor">Joints from shaped vertices, [J, V].</param>
    /// <param name="weights">Skinning weights, [V, J], every row sums to 1.</param>
    /// <param name="parents">Parent of each joint, -1 for the first, smaller than the child's index.</param>
    /// <param name="faces">Triangles, counter-clockwise from outside, shape [F, 3].</param>
    /// <param name="keypoints">Named keypoints; null derives them from the joints and the mesh (<see cref="KeypointTables"/>).</param>
    /// <exception cref="InvalidDataException">Shapes, indices or values do not make a body.</exception>
    public BodyModel(
        string name, double[] template, double[] shapeDirections, double[] poseDirections, CsrMatrix jointRegressor, CsrMatrix weights,
        int[] parents, int[] faces, IReadOnlyList<KeypointDefinition>? keypoints = null)
    {
        Name = name;
        Template = template;
        ShapeDirections = shapeDirections;
        PoseDirections = poseDirections;
        JointRegressor = jointRegressor;
        Weights = weights;
        Parents = parents;
        Faces = faces;
        BodyModelChecks.Verify(this);
        RestJoints = new double[3 * JointCount];
        jointRegressor.MultiplyPoints(template, RestJoints);
        JointShape = new double[ShapeCount * 3 * JointCount];
        for (int s = 0; s < ShapeCount; s++)
        {
            jointRegressor.MultiplyPoints(shapeDirections.AsSpan(s * 3 * VertexCount, 3 * VertexCount), JointShape.AsSpan(s * 3 * JointCount));
        }

        Keypoints = keypoints ?? KeypointTables.For(this);
        BodyModelChecks.VerifyKeypoints(this);
    }

    /// <summary>Where it comes from.</summary>
    public string Name { get; }

    /// <summary>V.</summary>
    public int VertexCount => Template.Length / 3;

    /// <summary>J.</summary>
    public int JointCount => Parents.Length;

    /// <summary>S.</summary>
    public int ShapeCount => ShapeDirections.Length / Template.Length;

    /// <summary>P: 9 (J - 1), or 0 where the model has no pose correctives.</summary>
    public int PoseFeatureCount => PoseDirections.Length / Template.Length;

    /// <summary>Triangles.</summary>
    public int FaceCount => Faces.Length / 3;

    /// <summary>Shape [V, 3], metres.</summary>
    public double[] Template { get; }

    /// <summary>Shape [S, V, 3], metres per unit.</summary>
    public double[] ShapeDirections { get; }

    /// <summary>Shape [P, V, 3], metres per unit.</summary>
    public double[] PoseDirections { get; }

    /// <summary>[J, V].</summary>
    public CsrMatrix JointRegressor { get; }

    /// <summary>[V, J].</summary>
    public CsrMatrix Weights { get; }

    /// <summary>Shape [J].</summary>
    public int[] Parents { get; }

    /// <summary>Shape [F, 3].</summary>
    public int[] Faces { get; }

    /// <summary>Joints of the mean shape at rest, metres, shape [J, 3].</summary>
    public double[] RestJoints { get; }

    /// <summary>Change of the joints at rest by one unit of each coefficient, metres, shape [S, J, 3].</summary>
    public double[] JointShape { get; }

    /// <summary>Named keypoints.</summary>
    public IReadOnlyList<KeypointDefinition> Keypoints { get; }

    /// <summary>The joint with the largest weight on a vertex.</summary>
    public int DominantJoint(int vertex)
    {
        int best = Weights.RowStart[vertex];
        for (int i = best + 1; i < Weights.RowStart[vertex + 1]; i++)
        {
            best = Weights.Values[i] > Weights.Values[best] ? i : best;
        }

        return Weights.Columns[best];
    }

    /// <summary>The same body with other keypoints, for example from a regressor file.</summary>
    public BodyModel WithKeypoints(IReadOnlyList<KeypointDefinition> keypoints) =>
        new(Name, Template, ShapeDirections, PoseDirections, JointRegressor, Weights, Parents, Faces, keypoints);
}
