namespace LivePose.Pose.Onnx;

/// <summary>The shapes that each decoder reads.</summary>
internal static class DecoderShapes
{
    /// <summary>What a descriptor's decoder needs, in words, when the outputs are something else; null when they fit.</summary>
    /// <param name="descriptor">Decoder, input size, strides, keypoints.</param>
    /// <param name="outputs">The outputs that it names, in its order.</param>
    internal static string? Mismatch(ModelDescriptor descriptor, IReadOnlyList<OutputShape> outputs) => descriptor.Kind switch
    {
        ModelKind.Detector => Detector(descriptor, outputs),
        _ => Pose(descriptor, outputs),
    };

    private static string? Detector(ModelDescriptor d, IReadOnlyList<OutputShape> outputs)
    {
        (int w, int h, int c) = (d.Input.Width, d.Input.Height, d.Classes);
        int cells = d.Strides.Sum(s => AnchorGrid.Cells(w, h, s));
        bool twoPerStride = d.Strides.Length > 0 && outputs.Count == 2 * d.Strides.Length;
        return d.Decoder switch
        {
            ModelDecoder.EndToEnd => Unless(outputs is [{ Shape: [int n, 5] }, { Shape: [int m] }] && n == m, "boxes [n, 5] and labels [n]"),
            ModelDecoder.YoloX => Unless(outputs is [{ Shape: [int n, int k] }] && n == cells && k == 5 + c, $"one output [{cells}, {5 + c}]"),
            ModelDecoder.PicoDet => Unless(outputs is [{ Shape: [int n, 4] }, { Shape: [int k, int m] }] && n == m && k == c, $"boxes [n, 4] and scores [{c}, n]"),
            ModelDecoder.RtmDet => Unless(
                twoPerStride && outputs.Select((o, i) => (o.Shape, Stride: d.Strides[i % d.Strides.Length], Channels: i < d.Strides.Length ? c : 4))
                    .All(p => p.Shape is [int k, int rows, int columns] && k == p.Channels && rows == AnchorGrid.Side(h, p.Stride) && columns == AnchorGrid.Side(w, p.Stride)),
                $"for each stride scores [{c}, h, w], then for each stride distances [4, h, w]"),
            ModelDecoder.NanoDet => Unless(
                twoPerStride && outputs.Select((o, i) => (o.Shape, Cells: AnchorGrid.Cells(w, h, d.Strides[i % d.Strides.Length]), Scores: i < d.Strides.Length))
                    .All(p => p.Shape is [int n, int k] && n == p.Cells && (p.Scores ? k == c : k >= 8 && k % 4 == 0)),
                $"for each stride scores [n, {c}], then for each stride distributions [n, 4 · bins]"),
            _ => "a person's keypoints, so its kind must be 'pose'",
        };
    }

    private static string? Pose(ModelDescriptor d, IReadOnlyList<OutputShape> outputs)
    {
        int known = d.Keypoints is null ? 0 : KeypointSets.Find(d.Keypoints)?.Count ?? 0;
        string k = known == 0 ? "K" : known.ToString(System.Globalization.CultureInfo.InvariantCulture);
        (float bx, float by) = (d.BinsPerPixel * d.Input.Width, d.BinsPerPixel * d.Input.Height);
        bool Count(int n) => known == 0 || n == known;
        return d.Decoder switch
        {
            ModelDecoder.Heatmap or ModelDecoder.Integral => Unless(outputs is [{ Shape: [int n, > 1, > 1] }] && Count(n), $"one output [{k}, h, w]"),
            ModelDecoder.SimCC => Unless(
                outputs is [{ Shape: [int n, int x] }, { Shape: [int m, int y] }] && n == m && Count(n) && x == bx && y == by,
                $"columns [{k}, {bx}] and rows [{k}, {by}]"),
            ModelDecoder.Likelihood => Unless(
                outputs is [{ Shape: [int n, 4] }] && Count(n) || outputs is [{ Shape: [int p, 2] }, { Shape: [int q, 1 or 2] }] && p == q && Count(p),
                $"one output [{k}, 4], or positions [{k}, 2] and sigmas [{k}, 2] or [{k}, 1]"),
            ModelDecoder.MoveNet => Unless(outputs is [{ Shape: [1, int n, 3] }] && Count(n), $"one output [1, {k}, 3]"),
            ModelDecoder.BlazePose => Unless(outputs is [{ Shape: [195] }, { Shape: [1] }], "landmarks [195] and presence [1]"),
            _ => "boxes, so its kind must be 'detector'",
        };
    }

    private static string? Unless(bool fits, string wanted) => fits ? null : wanted;
}
