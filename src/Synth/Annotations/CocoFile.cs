using System.Text.Json;

namespace LivePose.Synth.Annotations;

/// <summary>Writes people as COCO's keypoint annotations: one JSON object with <c>annotations</c>, <c>images</c> and <c>categories</c>.</summary>
/// <remarks>Written piece by piece under a temporary name, which becomes the real one in <see cref="Finish"/>.</remarks>
public sealed class CocoFile : IDisposable
{
    private const int FlushBytes = 1 << 16;

    private readonly string _path;
    private readonly FileStream _stream;
    private readonly Utf8JsonWriter _json;
    private readonly List<(int Id, string Name, int Width, int Height, int? Frame)> _images = [];

    /// <summary>Starts a file.</summary>
    /// <param name="path">Where it will be.</param>
    public CocoFile(string path)
    {
        _path = path;
        _stream = new FileStream(path + ".part", FileMode.Create, FileAccess.Write);
        _json = new Utf8JsonWriter(_stream);
        _json.WriteStartObject();
        _json.WriteStartArray("annotations");
    }

    /// <summary>Annotations written so far; also the id of the last one.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a picture and its people.</summary>
    /// <param name="imageId">Of the picture.</param>
    /// <param name="fileName">Relative to the folder of the images.</param>
    /// <param name="width">Columns, px.</param>
    /// <param name="height">Rows, px.</param>
    /// <param name="people">Its people; they get the next ids in this order.</param>
    /// <param name="frame">Number of the picture in its clip: it and track ids are written too; null for a picture that stands alone.</param>
    public void Add(int imageId, string fileName, int width, int height, IReadOnlyList<PersonLabel> people, int? frame = null)
    {
        _images.Add((imageId, fileName, width, height, frame));
        foreach (PersonLabel person in people)
        {
            Count++;
            Write(imageId, width, height, person, frame is not null);
        }

        if (_json.BytesPending > FlushBytes)
        {
            _json.Flush();
        }
    }

    /// <summary>Completes the file and gives it its name.</summary>
    public void Finish()
    {
        _json.WriteEndArray();
        _json.WriteStartArray("images");
        foreach ((int id, string name, int width, int height, int? frame) in _images)
        {
            _json.WriteStartObject();
            _json.WriteNumber("id", id);
            _json.WriteString("file_name", name);
            _json.WriteNumber("width", width);
            _json.WriteNumber("height", height);
            if (frame is int number)
            {
                _json.WriteNumber("frame", number);
            }

            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        WriteCategory();
        _json.WriteEndObject();
        Dispose();
        File.Move(_path + ".part", _path, overwrite: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _json.Dispose();
        _stream.Dispose();
    }

    private void Write(int imageId, int width, int height, PersonLabel person, bool tracked)
    {
        _json.WriteStartObject();
        _json.WriteNumber("id", Count);
        _json.WriteNumber("image_id", imageId);
        _json.WriteNumber("category_id", 1);
        _json.WriteNumber("iscrowd", 0);
        if (tracked)
        {
            _json.WriteNumber("track_id", person.TrackId);
        }

        _json.WriteNumber("area", person.Mask.Area);
        _json.WriteStartArray("bbox");
        foreach (int value in new[] { person.Mask.X, person.Mask.Y, person.Mask.Width, person.Mask.Height })
        {
            _json.WriteNumberValue(value);
        }

        _json.WriteEndArray();
        _json.WriteNumber("num_keypoints", person.KeypointCount);
        _json.WriteStartArray("keypoints");
        foreach (KeypointLabel keypoint in person.Keypoints)
        {
            _json.WriteNumberValue(Math.Round(keypoint.X, 2));
            _json.WriteNumberValue(Math.Round(keypoint.Y, 2));
            _json.WriteNumberValue(keypoint.Visibility);
        }

        _json.WriteEndArray();
        _json.WriteStartObject("segmentation");
        _json.WriteStartArray("size");
        _json.WriteNumberValue(height);
        _json.WriteNumberValue(width);
        _json.WriteEndArray();
        _json.WriteStartArray("counts");
        foreach (int run in person.Mask.Runs)
        {
            _json.WriteNumberValue(run);
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void WriteCategory()
    {
        _json.WriteStartArray("categories");
        _json.WriteStartObject();
        _json.WriteNumber("id", 1);
        _json.WriteString("name", "person");
        _json.WriteStartArray("keypoints");
        foreach (string name in KeypointSets.Coco17.Names)
        {
            _json.WriteStringValue(name);
        }

        _json.WriteEndArray();
        _json.WriteStartArray("skeleton");
        foreach ((int from, int to) in KeypointSets.Coco17.Limbs)
        {
            _json.WriteStartArray();
            _json.WriteNumberValue(from + 1);
            _json.WriteNumberValue(to + 1);
            _json.WriteEndArray();
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.WriteEndArray();
    }
}
