using LivePose.Pose.Calibrate;
using LivePose.Pose.Crop;
using LivePose.Pose.Keypoints;
using LivePose.Pose.Onnx;

namespace LivePose.Pose.Evaluate;

/// <summary>Scores the same poses anew by any confidence form, from the raw numbers that came with them.</summary>
/// <remarks>
/// What a form needs fitted (areas, target width, temperature, isotonic regression) is fitted on the pairs of all images but those of the pose's
/// own fold, so no pose is scored by what was learnt from its own image.
/// </remarks>
public sealed class FormRescoring
{
    private const int Folds = 5, Seed = 1;

    private readonly GroundTruth _truth;
    private readonly PoseResults _results;
    private readonly ModelDecoder _decoder;
    private readonly IReadOnlyList<PosePair> _pairs;
    private readonly int[] _personOf;
    private readonly Lazy<(int[] FoldOf, ConfidenceParameters[] Parameters)> _fits;

    /// <summary>Prepares; nothing is fitted before a form asks for it.</summary>
    /// <param name="truth">Annotations with areas.</param>
    /// <param name="results">Poses with <see cref="PoseResults.Spreads"/>, <see cref="PoseResults.Boxes"/> and so on, as far as they are known.</param>
    /// <param name="decoder">The family that made them: it says what a spread means.</param>
    public FormRescoring(GroundTruth truth, PoseResults results, ModelDecoder decoder)
    {
        _truth = truth;
        _results = results;
        _decoder = decoder;
        _pairs = PosePair.Of(truth, results, EvaluatedPart.Whole(truth.Keypoints));
        _personOf = new int[results.Count];
        Array.Fill(_personOf, -1);
        foreach (PosePair pair in _pairs)
        {
            _personOf[pair.Pose] = pair.Person;
        }

        _fits = new(Fit);
    }

    /// <summary>Poses and people that belong together.</summary>
    public IReadOnlyList<PosePair> Pairs => _pairs;

    /// <summary>Why a form cannot score these poses, or null when it can.</summary>
    public string? Obstacle(ConfidenceForm form) => form.Area switch
    {
        AreaSource.None when form == ConfidenceForms.Ccnet && _results.Calibrated is null =>
            "it needs poses of a network with a fused head ('livepose calibrate')",
        AreaSource.None => null,
        _ when _results.Spreads is not double[] spreads || !Array.TrueForAll(spreads, spread => spread > 0) => "it needs a positive spread of every keypoint",
        AreaSource.Predicted when _results.Boxes is null => "it needs the box that each pose was estimated in",
        _ => null,
    };

    /// <summary>The poses under another score.</summary>
    /// <exception cref="InvalidDataException">The form needs numbers that the results lack, or there are too few images to fit on.</exception>
    public PoseResults Rescore(FormChoice choice)
    {
        if (Obstacle(choice.Form) is string obstacle)
        {
            throw new InvalidDataException($"{_results.Name}: form '{choice.Form.Name}' cannot score these poses: {obstacle}.");
        }

        int k = _results.KeypointCount;
        double[] confidences = new double[_results.Confidences.Length], scores = new double[_results.Count];
        Keypoint[] pose = new Keypoint[k];
        for (int i = 0; i < scores.Length; i++)
        {
            ConfidenceParameters parameters = ParametersOf(choice.Form, i);
            double area = choice.Form.Area == AreaSource.None ? 1 : choice.Form.PersonArea(BoxArea(i), TrueArea(i, parameters), parameters);
            double scale = ScaleOf(i);
            for (int j = 0; j < k; j++)
            {
                KeypointReading reading = ReadingOf(i, j, choice.Form == ConfidenceForms.Ccnet);
                double falloff = Oks.FalloffSquared(_truth.Sigmas[j], area) * scale * scale;
                confidences[(i * k) + j] = choice.Form.Confidence(reading, j, falloff, parameters);
                pose[j] = new Keypoint(reading.X, reading.Y, (float)confidences[(i * k) + j], reading.Visibility);
            }

            scores[i] = choice.Rule.Of(pose, (float)(_results.BoxScores?[i] ?? 1));
        }

        return _results with { Name = choice.Name, Confidences = confidences, Scores = scores, PartScores = new Dictionary<string, double[]>() };
    }

    private ConfidenceParameters ParametersOf(ConfidenceForm form, int pose) =>
        form.Area != AreaSource.None || form.Name is "temperature" or "isotonic"
            ? _fits.Value.Parameters[_fits.Value.FoldOf[pose]]
            : ConfidenceParameters.Default;

    private double BoxArea(int pose) => _results.Boxes?[pose].Area ?? 0;

    /// <summary>The annotated area; for a pose that is of nobody, the predicted one, or the mean.</summary>
    private double TrueArea(int pose, ConfidenceParameters parameters) => _personOf[pose] >= 0
        ? _truth.AreaOf(_truth.People[_personOf[pose]])
        : BoxArea(pose) > 0 ? parameters.BodyToBoxRatio * BoxArea(pose) : parameters.MeanArea;

    private double ScaleOf(int pose) => _results.CropScales?[pose] ?? 1;

    private KeypointReading ReadingOf(int pose, int keypoint, bool calibrated)
    {
        int cell = (pose * _results.KeypointCount) + keypoint;
        double scale = ScaleOf(pose);
        double[] confidences = calibrated ? _results.Calibrated! : _results.Confidences;
        return new KeypointReading(
            (float)(scale * _results.Positions[2 * cell]),
            (float)(scale * _results.Positions[(2 * cell) + 1]),
            (float)confidences[cell],
            (float)(_results.Spreads?[cell] ?? 0),
            (float)(_results.SecondPeaks?[cell] ?? 0),
            (float)(_results.Visibilities?[cell] ?? 1));
    }

    private (int[] FoldOf, ConfidenceParameters[] Parameters) Fit()
    {
        int[] images = [.. _results.ImageIds.Select(_truth.IndexOfImage)];
        int folds = Math.Min(Folds, images.Distinct().Count());
        int[] foldOf = ImageSplit.Folds(images, Math.Max(2, folds), Seed);
        int k = _results.KeypointCount;
        CalibrationPerson[] people = [.. _pairs.Select(pair => new CalibrationPerson(pair.Person, CropOf(pair.Pose)))];
        KeypointReading[] readings = [.. _pairs.SelectMany(pair => Enumerable.Range(0, k).Select(j => ReadingOf(pair.Pose, j, calibrated: false)))];
        CalibrationData data = new(_truth, _truth.Keypoints, new HeadShape(k, 0, 0, Tied: false), people, readings, [], []);
        int[] pairFolds = [.. _pairs.Select(pair => foldOf[pair.Pose])];
        return (foldOf, [.. Enumerable.Range(0, folds).Select(fold => FormFitting.Fit(data, ImageSplit.Select(pairFolds, fold, held: false), _decoder))]);
    }

    private CropTransform CropOf(int pose)
    {
        float step = (float)(1 / ScaleOf(pose));
        return new CropTransform(step, step, 0, 0);
    }
}
