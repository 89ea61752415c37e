namespace LivePose.Pose.Calibrate;

/// <summary>Cuts people into training and held-out parts by image, never by person.</summary>
public static class ImageSplit
{
    /// <summary>Assigns each image, and with it its people, to one of <paramref name="folds"/> folds of near-equal numbers of images.</summary>
    /// <param name="images">Image of each person, shape [N].</param>
    /// <param name="folds">At least 2.</param>
    /// <param name="seed">Names the assignment; the same on every machine.</param>
    /// <returns>Fold of each person, shape [N].</returns>
    /// <exception cref="InvalidDataException">Fewer images than folds.</exception>
    public static int[] Folds(ReadOnlySpan<int> images, int folds, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        int[] distinct = [.. images.ToArray().Distinct().Order()];
        if (distinct.Length < folds)
        {
            throw new InvalidDataException($"{distinct.Length} images cannot be split into {folds} folds; give more annotated images or fewer folds.");
        }

        new SplitMix64((ulong)seed).Shuffle(distinct);
        Dictionary<int, int> foldOf = [];
        for (int i = 0; i < distinct.Length; i++)
        {
            foldOf[distinct[i]] = i % folds;
        }

        int[] result = new int[images.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = foldOf[images[i]];
        }

        return result;
    }

    /// <summary>People whose fold is (<paramref name="held"/> true) or is not the given one.</summary>
    public static int[] Select(ReadOnlySpan<int> folds, int fold, bool held)
    {
        List<int> people = [];
        for (int i = 0; i < folds.Length; i++)
        {
            if (folds[i] == fold == held)
            {
                people.Add(i);
            }
        }

        return [.. people];
    }
}
