namespace LivePose.Pose.Onnx;

/// <summary>Recognises the families of pose networks by the shapes of their outputs.</summary>
internal static class PoseInference
{
    /// <summary>Fewer channels than this are not keypoints of a person.</summary>
    private const int FewestKeypoints = 5;

    /// <summary>The descriptor, or null when no family fits.</summary>
    internal static ModelDescriptor? Infer(OnnxGraph graph, InputGuess input, IReadOnlyList<OutputShape> outputs, FieldNotes notes)
    {
        ModelDescriptor? descriptor = MoveNet(graph, input, outputs, notes)
            ?? BlazePose(graph, input, outputs, notes)
            ?? SimCC(graph, input, outputs, notes)
            ?? Likelihood(graph, input, outputs, notes)
            ?? Maps(graph, input, outputs, notes);
        return descriptor is null ? null : WithCalibration(descriptor, outputs, notes);
    }

    private static ModelDescriptor? MoveNet(OnnxGraph graph, InputGuess input, IReadOnlyList<OutputShape> outputs, FieldNotes notes)
    {
        if (outputs.FirstOrDefault(o => o.Shape is [1, >= FewestKeypoints, 3]) is not { } output)
        {
            return null;
        }

        notes.Seen($"'{output.Name}' has (y, x, score) for {output.Shape[1]} keypoints of one person", "kind", "decoder", "outputs");
        notes.Custom("MoveNet finds its person in the whole image", "region");
        return Pose(ModelDecoder.MoveNet, InputCustom.MoveNet.Describe(graph, input, notes), [output.Name], output.Shape[1], notes) with { Region = PoseRegion.Image };
    }

    private static ModelDescriptor? BlazePose(OnnxGraph graph, InputGuess input, IReadOnlyList<OutputShape> outputs, FieldNotes notes)
    {
        OutputShape? landmarks = outputs.FirstOrDefault(o => o.Shape is [195]);
        OutputShape? presence = outputs.FirstOrDefault(o => o.Shape is [1]);
        if (landmarks is null || presence is null)
        {
            return null;
        }

        notes.Seen($"'{landmarks.Name}' has 195 = 39 · (x, y, z, visibility, presence) numbers and '{presence.Name}' one", "kind", "decoder", "outputs");
        notes.Seen("33 keypoints and 6 auxiliary points are BlazePose's", "keypoints");
        notes.Custom("BlazePose is fed by a detector or by its own last pose", "region");
        return Pose(ModelDecoder.BlazePose, InputCustom.BlazePose.Describe(graph, input, notes), [landmarks.Name, presence.Name], 33, notes);
    }

    private static ModelDescriptor? SimCC(OnnxGraph graph, InputGuess input, IReadOnlyList<OutputShape> outputs, FieldNotes notes)
    {
        foreach (OutputShape x in outputs.Where(o => o.Shape is [>= FewestKeypoints, _] && o.Shape[1] >= input.Width))
        {
            float bins = (float)x.Shape[1] / input.Width;
            OutputShape? y = outputs.FirstOrDefault(o => o != x && o.Shape.Length == 2 && o.Shape[0] == x.Shape[0] && o.Shape[1] == bins * input.Height);
            if (y is not null)
            {
                notes.Seen($"'{x.Name}' has {x.Shape[1]} bins for {input.Width} columns and '{y.Name}' {y.Shape[1]} for {input.Height} rows", "kind", "decoder", "outputs", "binsPerPixel");
                return Pose(ModelDecoder.SimCC, InputCustom.TopDown.Describe(graph, input, notes), [x.Name, y.Name], x.Shape[0], notes) with { BinsPerPixel = bins };
            }
        }

        return null;
    }

    private static ModelDescriptor? Likelihood(OnnxGraph graph, InputGuess input, IReadOnlyList<OutputShape> outputs, FieldNotes notes)
    {
        OutputShape? joined = outputs.FirstOrDefault(o => o.Shape is [>= FewestKeypoints, 4]);
        OutputShape[] pair = [.. outputs.Where(o => o.Shape is [>= FewestKeypoints, 1 or 2])];
        string[] names;
        bool sigmoid;
        int keypoints;
        if (joined is not null)
        {
            names = [joined.Name];
            keypoints = joined.Shape[0];
            sigmoid = IsSigmoid(graph, joined.Name);
            notes.Seen($"'{joined.Name}' has (x, y, σx, σy) for {keypoints} keypoints", "kind", "decoder", "outputs");
        }
        else if (pair.Length == 2 && pair[0].Shape[0] == pair[1].Shape[0])
        {
            OutputShape sigma = pair.FirstOrDefault(o => o.Shape[1] == 1) ?? pair.FirstOrDefault(o => IsSigmoid(graph, o.Name)) ?? pair.FirstOrDefault(o => o.Name.Contains("sigma", StringComparison.OrdinalIgnoreCase)) ?? pair[1];
            OutputShape position = pair.First(o => o != sigma);
            names = [position.Name, sigma.Name];
            keypoints = position.Shape[0];
            sigmoid = IsSigmoid(graph, sigma.Name);
            notes.Seen($"'{position.Name}' has (x, y) for {keypoints} keypoints and '{sigma.Name}' as many sigmas", "kind", "decoder", "outputs");
        }
        else
        {
            return null;
        }

        notes.Seen(sigmoid ? "a logistic function ends the branch of σ" : "no logistic function ends the branch of σ", "sigma");
        notes.Custom("a graph cannot show it; positions are customarily fractions of the input", "coordinates");
        return Pose(ModelDecoder.Likelihood, InputCustom.TopDown.Describe(graph, input, notes), names, keypoints, notes) with
        {
            Sigma = sigmoid ? SigmaForm.Sigma : SigmaForm.Logit,
        };
    }

    private static ModelDescriptor? Maps(OnnxGraph graph, InputGuess input, IReadOnlyList<OutputShape> outputs, FieldNotes notes)
    {
        OutputShape[] maps = [.. outputs
            .Where(o => o.Shape is [>= FewestKeypoints, > 1, > 1] && o.Shape[1] * input.Width == o.Shape[2] * input.Height && o.Shape[1] <= input.Height)
            .OrderByDescending(o => o.Shape[1])];
        if (maps is not [{ } map, ..])
        {
            return null;
        }

        notes.Seen($"'{map.Name}' has {map.Shape[0]} maps of {map.Shape[2]}×{map.Shape[1]}, the aspect ratio of the input{(maps.Length > 1 ? "; the finest of several such outputs" : "")}", "kind", "decoder", "outputs");
        ModelInput described = InputCustom.TopDown.Describe(graph, input, notes);
        if (GraphTrace.Behind(graph, map.Name).Any(n => n.Operator == "Softmax"))
        {
            notes.Seen("a softmax ends the maps' branch: they are distributions", "decoder", "beta");
            return Pose(ModelDecoder.Integral, described, [map.Name], map.Shape[0], notes) with { Beta = 0 };
        }

        bool full = map.Shape[1] == input.Height;
        notes.Custom(full ? "the maps have the input's own resolution" : "a quarter pixel towards the higher neighbour is the custom; 'dark' suits networks that were trained for it", "refine");
        ModelDescriptor heatmap = Pose(ModelDecoder.Heatmap, described, [map.Name], map.Shape[0], notes) with { Refine = full ? HeatmapRefine.None : HeatmapRefine.Quarter };
        if (!full || map.Shape[0] != 16)
        {
            return heatmap;
        }

        notes.Custom("16 keypoints with maps of the input's resolution are EfficientPose's, which has an order of its own", "keypoints");
        return heatmap with { Keypoints = "efficientpose16" };
    }

    private static ModelDescriptor Pose(ModelDecoder decoder, ModelInput input, string[] outputs, int keypoints, FieldNotes notes)
    {
        if (decoder is not (ModelDecoder.MoveNet or ModelDecoder.BlazePose))
        {
            notes.Custom("top-down networks look at one person's box", "region");
        }

        string? set = SetOf(keypoints);
        notes.Custom(set is null ? $"no known set has {keypoints} keypoints; a side-car file must say" : $"{keypoints} keypoints are customarily this set", "keypoints");
        notes.Custom("the custom of top-down networks", "boxScale");
        return new ModelDescriptor { Kind = ModelKind.Pose, Decoder = decoder, Input = input, Outputs = outputs, Keypoints = set };
    }

    private static ModelDescriptor WithCalibration(ModelDescriptor descriptor, IReadOnlyList<OutputShape> outputs, FieldNotes notes)
    {
        if (outputs.FirstOrDefault(o => o is { Name: "confidence", Shape: [_] }) is not { } confidence)
        {
            return descriptor;
        }

        notes.Seen("the graph has the outputs that LivePose's calibration fuses in", "calibration");
        string? visibility = outputs.FirstOrDefault(o => o.Name == "visibility" && o.Shape.SequenceEqual(confidence.Shape))?.Name;
        return descriptor with { Calibration = new ModelCalibration { Confidence = confidence.Name, Visibility = visibility } };
    }

    private static bool IsSigmoid(OnnxGraph graph, string output) => GraphTrace.Behind(graph, output).Any(n => n.Operator == "Sigmoid");

    private static string? SetOf(int keypoints) => keypoints switch
    {
        16 => "mpii16",
        17 => "coco17",
        26 => "halpe26",
        33 => "blazepose33",
        133 => "coco_wholebody133",
        _ => null,
    };
}
