namespace LivePose.Pose.Calibrate;

/// <summary>Whose weights a keypoint takes that the annotations cannot label (BlazePose's fingers, trained on COCO).</summary>
public static class KeypointRelatives
{
    /// <summary>The nearest annotated keypoint along the limbs; where none can be reached, the one of the most similar sigma.</summary>
    /// <param name="keypoints">The network's keypoints.</param>
    /// <param name="annotated">Which of them are annotated, shape [K], at least one.</param>
    /// <returns>Per keypoint the index of the annotated one, itself when it is annotated; shape [K].</returns>
    public static int[] Of(KeypointSet keypoints, ReadOnlySpan<bool> annotated)
    {
        int[] result = new int[keypoints.Count];
        for (int k = 0; k < result.Length; k++)
        {
            result[k] = Along(keypoints, annotated, k) ?? MostSimilar(keypoints, annotated, k);
        }

        return result;
    }

    /// <summary>A head in which every keypoint that was not trained has its relative's weights.</summary>
    public static CalibrationHead Complete(CalibrationHead head, KeypointSet keypoints, ReadOnlySpan<bool> annotated)
    {
        const int Outputs = 2;
        int[] relatives = Of(keypoints, annotated);
        HeadShape shape = head.Shape;
        float[] parameters = head.Parameters.ToArray();
        for (int k = 0; k < relatives.Length; k++)
        {
            foreach (HeadOutput output in new[] { HeadOutput.Confidence, HeadOutput.Visibility })
            {
                int o = (int)output;
                head.SharedWeights(relatives[k], output).CopyTo(parameters.AsSpan(shape.SharedRow(Outputs, k, o)));
                head.OwnWeights(relatives[k], output).CopyTo(parameters.AsSpan(shape.OwnRow(Outputs, k, o)));
                parameters[shape.Bias(Outputs, k, o)] = head.Bias(relatives[k], output);
            }
        }

        return new CalibrationHead(shape, parameters);
    }

    private static int? Along(KeypointSet keypoints, ReadOnlySpan<bool> annotated, int start)
    {
        HashSet<int> seen = [start];
        Queue<int> open = new(seen);
        while (open.TryDequeue(out int at))
        {
            if (annotated[at])
            {
                return at;
            }

            foreach ((int from, int to) in keypoints.Limbs)
            {
                int next = from == at ? to : to == at ? from : -1;
                if (next >= 0 && seen.Add(next))
                {
                    open.Enqueue(next);
                }
            }
        }

        return null;
    }

    private static int MostSimilar(KeypointSet keypoints, ReadOnlySpan<bool> annotated, int k)
    {
        int best = -1;
        for (int i = 0; i < keypoints.Count; i++)
        {
            if (annotated[i] && (best < 0 || Math.Abs(keypoints.Sigmas[i] - keypoints.Sigmas[k]) < Math.Abs(keypoints.Sigmas[best] - keypoints.Sigmas[k])))
            {
                best = i;
            }
        }

        return best;
    }
}
