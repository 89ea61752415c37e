namespace LivePose.Fitting.Body;

/// <summary>Where COCO-17, MPII-16, H36M and Halpe-26 keypoints lie on a body, for bodies that do not say it themselves.</summary>
/// <remarks>
/// Limbs and trunk come from joints, which every body in SMPL's form shares. Face and feet are vertices: SMPL and SMPL-H share one
/// mesh (6,890 vertices), SMPL-X has another (10,475); ids as listed in vchoutas/smplx, <c>smplx/vertex_ids.py</c>, head top as in
/// DavidBoja/SMPL-Anthropometry. On any other mesh they are found as extreme points of the head and the feet
/// (<see cref="SurfaceLandmarks"/>). A file with a trained joint regressor replaces all of this: <see cref="BodyModel.WithKeypoints"/>.
/// </remarks>
public static class KeypointTables
{
    private const int SmplVertices = 6890, SmplXVertices = 10475;

    private static readonly (string Name, int Smpl, int SmplX)[] Landmarks =
    [
        ("nose", 332, 9120), ("left_eye", 2800, 9448), ("right_eye", 6260, 9929), ("left_ear", 583, 6), ("right_ear", 4071, 616),
        ("left_big_toe", 3216, 5770), ("left_small_toe", 3226, 5780), ("left_heel", 3387, 8846),
        ("right_big_toe", 6617, 8463), ("right_small_toe", 6624, 8474), ("right_heel", 6787, 8635),
    ];

    /// <summary>The keypoints of a body, from its joints and the table of its mesh or the extremes of it.</summary>
    public static IReadOnlyList<KeypointDefinition> For(BodyModel model)
    {
        if (model.JointCount < BodyJoint.Count)
        {
            return [];
        }

        Dictionary<string, int> vertices = SurfaceLandmarks.Find(model);
        foreach ((string name, int smpl, int smplX) in Landmarks)
        {
            vertices[name] = model.VertexCount switch { SmplVertices => smpl, SmplXVertices => smplX, _ => vertices[name] };
        }

        if (model.VertexCount == SmplVertices)
        {
            vertices["head_top"] = vertices["head"] = 412;
        }

        return [.. FromJoints(), .. vertices.Select(v => KeypointDefinition.AtVertex(v.Key, v.Value))];
    }

    /// <summary>Keypoints that are rows of a trained regressor, for example <c>J_regressor_h36m</c> [17, V].</summary>
    /// <param name="names">One for each row.</param>
    /// <param name="regressor">Shape [K, V].</param>
    public static IReadOnlyList<KeypointDefinition> FromRegressor(IReadOnlyList<string> names, Arrays.CsrMatrix regressor)
    {
        if (names.Count != regressor.RowCount)
        {
            throw new ArgumentException($"{names.Count} names were given for the {regressor.RowCount} rows of a keypoint regressor.");
        }

        return
        [
            .. names.Select((name, row) => new KeypointDefinition(
                name, [],
                [
                    .. Enumerable.Range(regressor.RowStart[row], regressor.RowStart[row + 1] - regressor.RowStart[row])
                        .Select(i => new WeightedIndex(regressor.Columns[i], regressor.Values[i])),
                ])),
        ];
    }

    private static IEnumerable<KeypointDefinition> FromJoints()
    {
        foreach ((string name, int left, int right) in new[]
        {
            ("shoulder", BodyJoint.LeftShoulder, BodyJoint.RightShoulder), ("elbow", BodyJoint.LeftElbow, BodyJoint.RightElbow),
            ("wrist", BodyJoint.LeftWrist, BodyJoint.RightWrist), ("hip", BodyJoint.LeftHip, BodyJoint.RightHip),
            ("knee", BodyJoint.LeftKnee, BodyJoint.RightKnee), ("ankle", BodyJoint.LeftAnkle, BodyJoint.RightAnkle),
        })
        {
            yield return KeypointDefinition.AtJoints("left_" + name, left);
            yield return KeypointDefinition.AtJoints("right_" + name, right);
        }

        yield return KeypointDefinition.AtJoints("pelvis", BodyJoint.LeftHip, BodyJoint.RightHip);
        yield return KeypointDefinition.AtJoints("hip", BodyJoint.LeftHip, BodyJoint.RightHip);
        yield return KeypointDefinition.AtJoints("spine", BodyJoint.Spine1, BodyJoint.Spine2);
        yield return KeypointDefinition.AtJoints("neck", BodyJoint.LeftShoulder, BodyJoint.RightShoulder);
        yield return new KeypointDefinition(
            "thorax", [new(BodyJoint.Neck, .5), new(BodyJoint.LeftShoulder, .25), new(BodyJoint.RightShoulder, .25)], []);
        yield return KeypointDefinition.AtJoints("upper_neck", BodyJoint.Neck, BodyJoint.Head);
    }
}
