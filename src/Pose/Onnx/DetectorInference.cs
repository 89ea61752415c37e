namespace LivePose.Pose.Onnx;

/// <summary>Recognises the families of detectors by the shapes of their outputs.</summary>
internal static class DetectorInference
{
    /// <summary>The descriptor, or null when no family fits.</summary>
    internal static ModelDescriptor? Infer(OnnxGraph graph, InputGuess input, IReadOnlyList<OutputShape> outputs, FieldNotes notes) =>
        EndToEnd(graph, input, outputs, notes)
        ?? YoloX(graph, input, outputs, notes)
        ?? PicoDet(graph, input, outputs, notes)
        ?? RtmDet(graph, input, outputs, notes)
        ?? NanoDet(graph, input, outputs, notes);

    private static ModelDescriptor? EndToEnd(OnnxGraph graph, InputGuess input, IReadOnlyList<OutputShape> outputs, FieldNotes notes)
    {
        OutputShape? boxes = outputs.FirstOrDefault(o => o.Shape is [_, 5]);
        OutputShape? labels = outputs.FirstOrDefault(o => o.Shape is [_] && o.Element is OnnxElement.Int64 or OnnxElement.Int32);
        if (outputs.Count != 2 || boxes is null || labels is null || boxes.Shape[0] != labels.Shape[0])
        {
            return null;
        }

        notes.Seen($"'{boxes.Name}' is boxes with scores [n, 5] and '{labels.Name}' whole numbers [n]", "kind", "decoder", "outputs", "boxUnits", "scores");
        bool focus = graph.Consumers(input.Name).All(n => n.Operator == "Slice");
        string family = focus ? "the graph begins by slicing the picture into four, as YOLOX does" : "the graph does not begin with YOLOX's slices, so RTMDet's custom is taken";
        notes.Custom("COCO's classes begin with person", "personClass", "classes");
        ModelInput described = (focus ? InputCustom.YoloX : InputCustom.RtmDet).Describe(graph, input, notes);
        notes.Custom($"a graph cannot show it; {family}", "input.mean", "input.std", "input.color", "input.pad", "input.fit");
        return Detector(ModelDecoder.EndToEnd, described, [boxes.Name, labels.Name]) with { Classes = 80 };
    }

    private static ModelDescriptor? YoloX(OnnxGraph graph, InputGuess input, IReadOnlyList<OutputShape> outputs, FieldNotes notes)
    {
        if (outputs is not [{ Shape: [int anchors, > 5 and int channels] } output] || AnchorGrid.Matching(input.Width, input.Height, anchors) is not { } strides)
        {
            return null;
        }

        IReadOnlyCollection<OnnxNode> behind = GraphTrace.Behind(graph, output.Name, "Add", "Mul");
        bool decoded = behind.Any(n => n.Operator == "Exp");
        notes.Seen($"'{output.Name}' has one row of 5 + {channels - 5} numbers for each of the {anchors} cells of {input.Width}×{input.Height} at the strides {Join(strides)}", "kind", "decoder", "outputs", "strides", "classes");
        notes.Seen(decoded ? "an exponential behind the output: sizes are decoded in the graph" : "no exponential behind the output: boxes are left undecoded", "boxUnits");
        notes.Custom("YOLOX's cells begin at their corner", "anchorOffset");
        NotePerson(channels - 5, notes);
        return Detector(ModelDecoder.YoloX, InputCustom.YoloX.Describe(graph, input, notes), [output.Name]) with
        {
            Strides = strides,
            Classes = channels - 5,
            BoxUnits = decoded ? BoxUnits.Pixels : BoxUnits.Strides,
            Scores = Scores(graph, output.Name, notes),
        };
    }

    private static ModelDescriptor? PicoDet(OnnxGraph graph, InputGuess input, IReadOnlyList<OutputShape> outputs, FieldNotes notes)
    {
        OutputShape? boxes = outputs.FirstOrDefault(o => o.Shape is [> 4, 4]);
        OutputShape? scores = outputs.FirstOrDefault(o => boxes is not null && o != boxes && o.Shape is [int, int n] && n == boxes.Shape[0]);
        if (outputs.Count != 2 || boxes is null || scores is null)
        {
            return null;
        }

        int[]? strides = AnchorGrid.Matching(input.Width, input.Height, boxes.Shape[0]);
        notes.Seen($"'{boxes.Name}' is corners [n, 4] and '{scores.Name}' scores [classes, n], for {boxes.Shape[0]} anchors{(strides is null ? "" : $": the cells of {input.Width}×{input.Height} at the strides {Join(strides)}")}", "kind", "decoder", "outputs", "classes", "strides");
        notes.Custom("PicoDet's export multiplies by the strides itself", "boxUnits");
        NotePerson(scores.Shape[0], notes);
        return Detector(ModelDecoder.PicoDet, InputCustom.PicoDet.Describe(graph, input, notes), [boxes.Name, scores.Name]) with
        {
            Strides = strides ?? [],
            Classes = scores.Shape[0],
            Scores = Scores(graph, scores.Name, notes),
        };
    }

    private static ModelDescriptor? RtmDet(OnnxGraph graph, InputGuess input, IReadOnlyList<OutputShape> outputs, FieldNotes notes)
    {
        OutputShape[] boxes = [.. outputs.Where(o => o.Shape is [4, _, _]).OrderByDescending(o => o.Shape[1])];
        OutputShape[] scores = [.. outputs.Where(o => o.Shape is [not 4, _, _]).OrderByDescending(o => o.Shape[1])];
        int[]? strides = AnchorGrid.Matching(input.Width, input.Height, [.. boxes.Select(o => o.Shape[1] * o.Shape[2])]);
        if (strides is null || !boxes.Select(o => (o.Shape[1], o.Shape[2])).SequenceEqual(scores.Select(o => (o.Shape[1], o.Shape[2]))) || scores.DistinctBy(o => o.Shape[0]).Count() != 1)
        {
            return null;
        }

        int classes = scores[0].Shape[0];
        notes.Seen($"{strides.Length} maps of {classes} classes and {strides.Length} of 4 distances, at the strides {Join(strides)}", "kind", "decoder", "outputs", "strides", "classes");
        notes.Custom("RTMDet's points lie on the corners of their cells", "anchorOffset");
        bool pixels = boxes.Zip(strides).All(pair => MultipliesBy(graph, pair.First.Name, pair.Second));
        notes.Seen(pixels ? "the last operator multiplies the distances by the stride" : "nothing multiplies the distances by the stride", "boxUnits");
        NotePerson(classes, notes);
        return Detector(ModelDecoder.RtmDet, InputCustom.RtmDet.Describe(graph, input, notes), [.. scores.Concat(boxes).Select(o => o.Name)]) with
        {
            Strides = strides,
            Classes = classes,
            BoxUnits = pixels ? BoxUnits.Pixels : BoxUnits.Strides,
            Scores = Scores(graph, scores[0].Name, notes),
        };
    }

    private static ModelDescriptor? NanoDet(OnnxGraph graph, InputGuess input, IReadOnlyList<OutputShape> outputs, FieldNotes notes)
    {
        if (outputs.Count % 2 != 0 || outputs.Any(o => o.Shape.Length != 2) || outputs.DistinctBy(o => o.Shape[1]).Count() != 2)
        {
            return null;
        }

        // A distribution has 4 sides of 8 bins (reg_max 7) in every release; with 32 classes the order of the outputs decides.
        OutputShape[][] groups = [.. outputs.GroupBy(o => o.Shape[1]).Select(g => g.OrderByDescending(o => o.Shape[0]).ToArray())];
        OutputShape[]? boxes = groups.LastOrDefault(g => g[0].Shape[1] == 32);
        OutputShape[]? scores = groups.FirstOrDefault(g => g != boxes);
        int[]? strides = boxes is null ? null : AnchorGrid.Matching(input.Width, input.Height, [.. boxes.Select(o => o.Shape[0])]);
        if (strides is null || !scores!.Select(o => o.Shape[0]).SequenceEqual(boxes!.Select(o => o.Shape[0])))
        {
            return null;
        }

        int classes = scores![0].Shape[1];
        notes.Seen($"for each of the strides {Join(strides)} one output of {classes} classes and one of 4 distances in 8 bins", "kind", "decoder", "outputs", "strides", "classes");
        notes.Custom("distances are counted in strides from the middle of the cell in NanoDet and PicoDet", "boxUnits", "anchorOffset");
        NotePerson(classes, notes);
        bool paddle = graph.Nodes.Any(n => n.Operator is "HardSwish" or "HardSigmoid");
        InputCustom custom = paddle ? InputCustom.PicoDet : InputCustom.NanoDet;
        ModelInput described = custom.Describe(graph, input, notes);
        notes.Custom($"a graph cannot show it; the custom of {custom.Family}, told by its {(paddle ? "hard" : "leaky")} activations", "input.mean", "input.std", "input.color", "input.pad", "input.fit");
        return Detector(ModelDecoder.NanoDet, described, [.. scores.Concat(boxes!).Select(o => o.Name)]) with
        {
            Strides = strides,
            AnchorOffset = 0.5f,
            Classes = classes,
            BoxUnits = BoxUnits.Strides,
            Scores = Scores(graph, scores[0].Name, notes),
        };
    }

    private static ModelDescriptor Detector(ModelDecoder decoder, ModelInput input, string[] outputs) => new()
    {
        Kind = ModelKind.Detector,
        Decoder = decoder,
        Input = input,
        Outputs = outputs,
    };

    private static ScoreForm Scores(OnnxGraph graph, string output, FieldNotes notes)
    {
        bool sigmoid = GraphTrace.Behind(graph, output, "Sqrt", "Mul").Any(n => n.Operator is "Sigmoid" or "Softmax" or "HardSigmoid");
        notes.Seen(sigmoid ? "a logistic function ends the scores' branch" : "no logistic function ends the scores' branch", "scores");
        return sigmoid ? ScoreForm.Probability : ScoreForm.Logit;
    }

    private static bool MultipliesBy(OnnxGraph graph, string output, int stride) =>
        GraphTrace.Behind(graph, output).Any(n => n.Operator == "Mul" && n.Inputs.Any(i => graph.Constant(i)?.Floats is [float factor] && factor == stride));

    private static void NotePerson(int classes, FieldNotes notes) =>
        notes.Custom(classes == 1 ? "the only class" : classes == 80 ? "80 classes are COCO's, which begin with person" : "person is customarily the first class", "personClass");

    private static string Join(int[] strides) => string.Join(", ", strides);
}
