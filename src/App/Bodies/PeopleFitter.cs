using System.Collections.Concurrent;
using LivePose.Fitting;

namespace LivePose.App.Bodies;

/// <summary>Fits a body to everyone in a frame, side by side, each from his own last pose.</summary>
/// <remarks>
/// One <see cref="BodyFitter"/> an identity; whoever is away for more than <see cref="LongestAbsence"/> is forgotten and his fitter
/// given to the next newcomer, so memory follows the number of people at a time, not the length of the run. The fits lie beside the
/// pooled frames: whoever owns a frame owns its fits, and they are overwritten when the frame is filled and fitted again.
/// </remarks>
internal sealed class PeopleFitter
{
    /// <summary>Time after which somebody who is not seen is forgotten, seconds.</summary>
    public const double LongestAbsence = 2;

    private readonly BodySkeleton _skeleton;
    private readonly KeypointSet _set;
    private readonly FitOptions _options;
    private readonly PinholeCamera _camera;
    private readonly ParallelOptions _parallel;
    private readonly Dictionary<int, Known> _known = [];
    private readonly Stack<BodyFitter> _free = new();
    private readonly Known[] _present;
    private readonly ConcurrentDictionary<Frame, FitList> _fits = []; // by reference; grows to the number of pooled frames
    private readonly Func<Frame, FitList> _newList;
    private readonly Action<int> _fitOne;
    private Frame? _frame;
    private FitList? _list;

    /// <summary>Prepares for frames of at most <paramref name="maxPeople"/> people.</summary>
    /// <param name="skeleton">The body.</param>
    /// <param name="set">What keypoints come.</param>
    /// <param name="options">Settings of the fit.</param>
    /// <param name="camera">The camera of every frame.</param>
    /// <param name="maxPeople">Most people in a frame.</param>
    /// <param name="threads">Most people fitted at once; 1 = one after another, with the same results.</param>
    public PeopleFitter(BodySkeleton skeleton, KeypointSet set, FitOptions options, PinholeCamera camera, int maxPeople, int threads)
    {
        (_skeleton, _set, _options, _camera) = (skeleton, set, options, camera);
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
        _present = new Known[maxPeople];
        _newList = _ => new FitList(skeleton.ShapeCount);
        _fitOne = FitOne;
        _free.Push(Create()); // an unsuitable keypoint set is refused before the first frame
    }

    /// <summary>Fitters that exist, in use or free.</summary>
    public int FitterCount => _known.Count + _free.Count;

    /// <summary>Fits everyone who has an identity.</summary>
    /// <param name="frame">The next frame; its time is later than the last one's.</param>
    /// <returns>Identity and fit in the order of the frame's people; valid until the frame is reused.</returns>
    public ReadOnlySpan<(int Id, BodyFit Fit)> Fit(Frame frame)
    {
        double now = frame.Stamp.Time.TotalSeconds;
        FitList list = _fits.GetOrAdd(frame, _newList);
        list.Clear();
        int count = 0;
        for (int i = 0; i < frame.PeopleCount; i++)
        {
            TrackId id = frame.People[i].Id;
            if (id.IsAssigned)
            {
                Known known = new(FitterOf(id.Value), i, now);
                _known[id.Value] = known;
                _present[count++] = known;
                list.Add(id.Value);
            }
        }

        (_frame, _list) = (frame, list);
        if (count > 1 && _parallel.MaxDegreeOfParallelism > 1)
        {
            Parallel.For(0, count, _parallel, _fitOne);
        }
        else
        {
            for (int i = 0; i < count; i++)
            {
                FitOne(i);
            }
        }

        Forget(now);
        return list.People;
    }

    /// <summary>The fits of a frame that <see cref="Fit"/> has seen and that was not reused since; from any thread that owns the frame.</summary>
    public ReadOnlySpan<(int Id, BodyFit Fit)> FitsOf(Frame frame) => _fits.TryGetValue(frame, out FitList? list) ? list.People : [];

    private void FitOne(int i)
    {
        Known person = _present[i];
        double area = PersonArea.FromBox(_frame!.People[person.Place].Box);
        person.Fitter.Fit(_frame.Keypoints(person.Place), area, _camera, person.LastSeen, _list!.People[i].Fit);
    }

    private BodyFitter FitterOf(int id) =>
        _known.TryGetValue(id, out Known known) ? known.Fitter : _free.TryPop(out BodyFitter? free) ? free : Create();

    private BodyFitter Create() => new(_skeleton, _set, _options);

    private void Forget(double now)
    {
        foreach ((int id, Known known) in _known)
        {
            if (now - known.LastSeen > LongestAbsence)
            {
                _known.Remove(id);
                known.Fitter.Reset();
                _free.Push(known.Fitter);
            }
        }
    }

    /// <summary>Somebody with a fitter.</summary>
    /// <param name="Fitter">His alone.</param>
    /// <param name="Place">His place in the frame where he was seen last.</param>
    /// <param name="LastSeen">Time of that frame, seconds.</param>
    private readonly record struct Known(BodyFitter Fitter, int Place, double LastSeen);
}
