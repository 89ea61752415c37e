using System.Globalization;
using LivePose.Fitting;
using LivePose.Fitting.Export;

namespace LivePose.App.Bodies;

/// <summary>Writes fitted bodies: the joints of every frame at once, the files of every person at the end.</summary>
internal sealed class BodyRecorder : IDisposable
{
    private readonly FittingSettings _settings;
    private readonly BodySkeleton _skeleton;
    private readonly string _folder;
    private readonly string _name;
    private readonly double _rate;
    private readonly JointLinesWriter _joints;
    private readonly SortedDictionary<int, PersonMotion> _people = [];
    private readonly long[] _counts = new long[Enum.GetValues<FitRejection>().Length];
    private double _errors;

    /// <summary>Creates <c>NAME.joints.jsonl</c>, and its folder when absent.</summary>
    /// <param name="settings">Formats and body.</param>
    /// <param name="skeleton">The body's skeleton.</param>
    /// <param name="folder">Where results go.</param>
    /// <param name="name">What their names begin with.</param>
    /// <param name="camera">The camera of every frame.</param>
    /// <param name="framesPerSecond">Rate, positive.</param>
    /// <exception cref="IOException">The file cannot be created.</exception>
    public BodyRecorder(FittingSettings settings, BodySkeleton skeleton, string folder, string name, PinholeCamera camera, double framesPerSecond)
    {
        (_settings, _skeleton, _folder, _name, _rate) = (settings, skeleton, folder, name, framesPerSecond);
        Directory.CreateDirectory(folder);
        _joints = new JointLinesWriter(Path.Combine(folder, $"{name}.joints.jsonl"), camera);
    }

    /// <summary>Writes one frame, which is in the file on return.</summary>
    /// <param name="stamp">Its index and time.</param>
    /// <param name="people">Identity and fit of each person; only read.</param>
    public void Write(FrameStamp stamp, ReadOnlySpan<(int Id, BodyFit Fit)> people)
    {
        _joints.Write(stamp.Index, stamp.Time.TotalSeconds, people);
        foreach ((int id, BodyFit fit) in people)
        {
            _counts[(int)fit.Rejection]++;
            _errors += fit.Rejection == FitRejection.None ? fit.ReprojectionError : 0;
            if (_settings.Formats.Count > 0)
            {
                MotionOf(id, stamp.Index).Add(stamp.Index, fit);
            }
        }
    }

    /// <summary>Writes the files of every person of whom at least one frame has a body.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public void Complete()
    {
        _joints.Dispose();
        foreach ((int id, PersonMotion person) in _people)
        {
            if (person.HasBody)
            {
                PersonFiles.Write(_folder, $"{_name}.", id, _settings.Formats, person.ToMotion(_rate), _settings.Body);
            }
        }

        _people.Clear();
    }

    /// <summary>What came of it, for the summary: bodies fitted, their error, and how many were rejected and why.</summary>
    public string Describe()
    {
        long all = _counts.Sum(), good = _counts[(int)FitRejection.None];
        string error = good > 0 ? string.Create(CultureInfo.InvariantCulture, $", mean reprojection error {_errors / good:F1} px") : "";
        IEnumerable<string> reasons = Enum.GetValues<FitRejection>()
            .Where(reason => reason != FitRejection.None && _counts[(int)reason] > 0)
            .Select(reason => string.Create(CultureInfo.InvariantCulture, $"{_counts[(int)reason]} times: {reason.Describe()}"));
        string rejected = string.Join(" ", reasons);
        return string.Create(CultureInfo.InvariantCulture, $"{good} of {all} bodies fitted{error}{(rejected.Length > 0 ? $"; rejected {rejected}" : "")}");
    }

    public void Dispose() => _joints.Dispose();

    private PersonMotion MotionOf(int id, long frame)
    {
        if (!_people.TryGetValue(id, out PersonMotion? motion))
        {
            _people[id] = motion = new PersonMotion(_skeleton, frame);
        }

        return motion;
    }
}
