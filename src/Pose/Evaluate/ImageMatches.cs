namespace LivePose.Pose.Evaluate;

/// <summary>Matches the detections of one image to its people, in each area range and at each OKS threshold.</summary>
internal sealed class ImageMatches
{
    private readonly AnnotatedPerson[] _people;
    private readonly int[] _poses;
    private readonly double[] _oks;
    private readonly bool[] _ignored;
    private readonly int[] _order;
    private readonly int[] _takenBy;

    /// <summary>Matches and writes what became of each detection.</summary>
    /// <param name="table">OKS of a pair, and what it was made from.</param>
    /// <param name="people">People of the image.</param>
    /// <param name="poses">Detections of the image: indices, highest score first, at most 20.</param>
    /// <param name="outcomes">Out: the image's own stretch of each row (<see cref="Ranking.Row"/>), in the order of <paramref name="poses"/>.</param>
    /// <param name="first">Where the stretch starts.</param>
    public ImageMatches(OksTable table, AnnotatedPerson[] people, int[] poses, Outcome[][] outcomes, int first)
    {
        _people = people;
        _poses = poses;
        _oks = new double[poses.Length * people.Length];
        for (int d = 0; d < poses.Length; d++)
        {
            for (int g = 0; g < people.Length; g++)
            {
                _oks[(d * people.Length) + g] = table.Of(poses[d], people[g]);
            }
        }

        _ignored = new bool[people.Length];
        _order = new int[people.Length];
        _takenBy = new int[people.Length];
        for (int a = 0; a < CocoThresholds.Areas.Length; a++)
        {
            CountedPeople[a] = OrderPeople(table, CocoThresholds.Areas[a]);
            for (int t = 0; t < CocoThresholds.Oks.Length; t++)
            {
                Span<Outcome> own = outcomes[Ranking.Row(a, t)].AsSpan(first, poses.Length);
                Match(CocoThresholds.Oks[t], own);
                IgnoreOutside(table.Results, CocoThresholds.Areas[a], own);
            }
        }
    }

    /// <summary>Fate of one detection.</summary>
    public enum Outcome : byte
    {
        /// <summary>No person is left for it.</summary>
        Missed,

        /// <summary>It found a person that counts.</summary>
        Matched,

        /// <summary>It counts neither for nor against.</summary>
        Ignored,
    }

    /// <summary>People that count, in each area range.</summary>
    public int[] CountedPeople { get; } = new int[CocoThresholds.Areas.Length];

    /// <summary>True when a person is not to be found: a crowd, or nobody with labelled keypoints.</summary>
    private static bool IsIgnored(GroundTruth truth, EvaluatedPart part, AnnotatedPerson person)
    {
        int labelled = truth.Protocol == EvaluationProtocol.Coco ? person.KeypointCount : person.CountLabelled(part.Start, part.Count);
        return person.IsCrowd || labelled == 0;
    }

    /// <summary>Marks who is ignored, puts the others first, order kept otherwise, and counts them.</summary>
    private int OrderPeople(OksTable table, (double Least, double Most) range)
    {
        int counted = 0;
        for (int g = 0; g < _people.Length; g++)
        {
            double area = table.Truth.AreaOf(_people[g]);
            _ignored[g] = area < range.Least || area > range.Most || IsIgnored(table.Truth, table.Part, _people[g]);
            if (!_ignored[g])
            {
                _order[counted++] = g;
            }
        }

        for (int g = 0, next = counted; g < _people.Length; g++)
        {
            if (_ignored[g])
            {
                _order[next++] = g;
            }
        }

        return counted;
    }

    /// <summary>
    /// In turn, each detection takes the free person of highest OKS (the later one at equality) at or above the threshold;
    /// an ignored person only when no other fits. A crowd is never used up.
    /// </summary>
    private void Match(double threshold, Span<Outcome> outcomes)
    {
        Array.Fill(_takenBy, -1);
        for (int d = 0; d < _poses.Length; d++)
        {
            double best = Math.Min(threshold, 1 - 1e-10);
            int match = -1;
            foreach (int g in _order)
            {
                if (match >= 0 && !_ignored[match] && _ignored[g])
                {
                    break;
                }

                double oks = _oks[(d * _people.Length) + g];
                if ((_takenBy[g] < 0 || _people[g].IsCrowd) && oks >= best)
                {
                    best = oks;
                    match = g;
                }
            }

            if (match >= 0)
            {
                _takenBy[match] = d;
                outcomes[d] = _ignored[match] ? Outcome.Ignored : _people[match].Id == 0 ? Outcome.Missed : Outcome.Matched;
            }
        }
    }

    /// <summary>An unmatched detection whose own area is outside the range does not count.</summary>
    private void IgnoreOutside(PoseResults results, (double Least, double Most) range, Span<Outcome> outcomes)
    {
        for (int d = 0; d < _poses.Length; d++)
        {
            double area = results.Areas[_poses[d]];
            if (outcomes[d] == Outcome.Missed && (area < range.Least || area > range.Most))
            {
                outcomes[d] = Outcome.Ignored;
            }
        }
    }
}
