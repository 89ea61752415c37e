namespace LivePose.Fitting.Metrics;

/// <summary>Errors that only a sequence shows: acceleration, jitter, sliding feet. Frames are rows, all of J points.</summary>
public static class MotionErrors
{
    /// <summary>Acceleration error: mean |a_predicted - a_true|, a = x(t-1) - 2 x(t) + x(t+1), in length per frame².</summary>
    /// <remarks>
    /// A. Kanazawa et al., "Learning 3D human dynamics from video", CVPR 2019; 3DPW tables give it in mm/frame², divided by nothing.
    /// Multiply by fps² for length per s².
    /// </remarks>
    /// <param name="predicted">Shape [T, J].</param>
    /// <param name="truth">Shape [T, J].</param>
    /// <param name="points">J.</param>
    /// <returns>0 for fewer than 3 frames.</returns>
    public static double AccelerationError(ReadOnlySpan<Vector3D> predicted, ReadOnlySpan<Vector3D> truth, int points)
    {
        JointErrors.Check(predicted, truth);
        double sum = 0;
        int count = predicted.Length - (2 * points);
        for (int i = 0; i < count; i++)
        {
            sum += (Acceleration(predicted, i, points) - Acceleration(truth, i, points)).Length;
        }

        return count > 0 ? sum / count : 0;
    }

    /// <summary>Jitter: mean length of the third difference times fps³, in length per s³; truth is not needed.</summary>
    /// <remarks>X. Yi et al., "TransPose", SIGGRAPH 2021.</remarks>
    /// <param name="motion">Shape [T, J].</param>
    /// <param name="points">J.</param>
    /// <param name="framesPerSecond">Frame rate.</param>
    /// <returns>0 for fewer than 4 frames.</returns>
    public static double Jitter(ReadOnlySpan<Vector3D> motion, int points, double framesPerSecond)
    {
        double sum = 0;
        int count = motion.Length - (3 * points);
        for (int i = 0; i < count; i++)
        {
            sum += (Acceleration(motion, i + points, points) - Acceleration(motion, i, points)).Length;
        }

        return count > 0 ? sum / count * Math.Pow(framesPerSecond, 3) : 0;
    }

    /// <summary>Foot slide: mean distance that a foot in contact moves along the ground from frame to frame.</summary>
    /// <param name="foot">One point of the foot, shape [T].</param>
    /// <param name="contact">Whether the foot stands, shape [T]; a step counts when it stands in both of its frames.</param>
    /// <param name="up">Unit normal of the ground, in the frame of the points.</param>
    /// <returns>Length per frame, 0 when the foot never stands.</returns>
    public static double FootSlide(ReadOnlySpan<Vector3D> foot, ReadOnlySpan<bool> contact, Vector3D up)
    {
        if (foot.Length != contact.Length)
        {
            throw new ArgumentException($"{foot.Length} foot positions cannot be judged with {contact.Length} contact flags.");
        }

        double sum = 0;
        int count = 0;
        for (int t = 1; t < foot.Length; t++)
        {
            if (contact[t] && contact[t - 1])
            {
                Vector3D step = foot[t] - foot[t - 1];
                sum += (step - (Vector3D.Dot(step, up) * up)).Length;
                count++;
            }
        }

        return count > 0 ? sum / count : 0;
    }

    private static Vector3D Acceleration(ReadOnlySpan<Vector3D> x, int i, int points) => x[i] - (2 * x[i + points]) + x[i + (2 * points)];
}
