using System.Text.Json;
using LivePose.Testing;

namespace LivePose.Synth.Tests;

public sealed class ImageSetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_seed_gives_the_same_bytes_whatever_the_threads()
    {
        Create("a", seed: 5, threads: 1);
        Create("b", seed: 5, threads: 2);
        string[] files = [.. Files("a")];
        Assert.Equal(5, files.Length); // three images, annotations, truth
        Assert.Equal(files, Files("b"));
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(_folder.File("a", file)), File.ReadAllBytes(_folder.File("b", file))));
    }

    [Fact]
    public void Another_seed_gives_other_pictures()
    {
        Create("a", seed: 5, threads: 1, count: 1);
        Create("b", seed: 6, threads: 1, count: 1);
        Assert.NotEqual(File.ReadAllBytes(_folder.File("a", "images", "000001.jpg")), File.ReadAllBytes(_folder.File("b", "images", "000001.jpg")));
    }

    [Fact]
    public void A_longer_set_begins_like_a_shorter_one()
    {
        Create("a", seed: 5, threads: 1, count: 1);
        Create("b", seed: 5, threads: 2, count: 2);
        Assert.Equal(File.ReadAllBytes(_folder.File("a", "images", "000001.jpg")), File.ReadAllBytes(_folder.File("b", "images", "000001.jpg")));
    }

    [Fact]
    public void Annotations_have_COCOs_layout()
    {
        ImageSetSummary made = Create("a", seed: 8, threads: 2, count: 4);
        using JsonDocument coco = JsonDocument.Parse(File.ReadAllBytes(_folder.File("a", "annotations.json")));
        JsonElement[] images = [.. coco.RootElement.GetProperty("images").EnumerateArray()];
        JsonElement[] people = [.. coco.RootElement.GetProperty("annotations").EnumerateArray()];
        Assert.Equal((4, people.Length), (made.Images, made.People));
        Assert.Equal([1, 2, 3, 4], images.Select(i => i.GetProperty("id").GetInt32()));
        Assert.All(images, image => Assert.True(File.Exists(_folder.File("a", "images", image.GetProperty("file_name").GetString()!))));
        JsonElement category = Assert.Single(coco.RootElement.GetProperty("categories").EnumerateArray());
        Assert.Equal(KeypointSets.Coco17.Names, category.GetProperty("keypoints").EnumerateArray().Select(n => n.GetString()));
        Assert.Equal(Enumerable.Range(1, people.Length), people.Select(p => p.GetProperty("id").GetInt32()));
        Assert.All(people, person => AssertPerson(person, images[person.GetProperty("image_id").GetInt32() - 1]));
    }

    [Fact]
    public void Truth_has_a_line_for_each_picture_and_a_body_for_each_annotation()
    {
        ImageSetSummary made = Create("a", seed: 8, threads: 2, count: 3);
        string[] lines = File.ReadAllLines(_folder.File("a", "truth.jsonl"));
        Assert.Equal(3, lines.Length);
        List<int> ids = [];
        foreach (string line in lines)
        {
            using JsonDocument truth = JsonDocument.Parse(line);
            Assert.Equal(12, truth.RootElement.GetProperty("camera").GetProperty("world_to_camera").GetArrayLength());
            foreach (JsonElement person in truth.RootElement.GetProperty("people").EnumerateArray())
            {
                ids.Add(person.GetProperty("annotation_id").GetInt32());
                Assert.Equal("built-in", person.GetProperty("body").GetString());
                Assert.Equal((72, 10, 3, 72, 51), (Length("pose"), Length("betas"), Length("trans"), Length("joints"), Length("keypoints")));
                int Length(string name) => person.GetProperty(name).GetArrayLength();
            }
        }

        Assert.Equal(Enumerable.Range(1, made.People), ids);
    }

    [Theory]
    [InlineData(0, 128, 1, "0 images")]
    [InlineData(-3, 128, 1, "-3 images")]
    [InlineData(1, 31, 1, "31 px")]
    [InlineData(1, 5000, 1, "5000 px")]
    [InlineData(1, 128, 0, "0 threads")]
    public void Impossible_numbers_are_refused(int count, int size, int threads, string words)
    {
        ImageSetOptions options = new() { Count = count, Folder = _folder.File("a"), Size = size, Threads = threads };
        Assert.Contains(words, Assert.Throws<ArgumentException>(() => ImageSet.Create(options, null, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("a")));
    }

    [Fact]
    public void A_folder_that_holds_something_is_left_alone()
    {
        string mine = _folder.File("mine.txt");
        File.WriteAllText(mine, "mine");
        IOException error = Assert.Throws<IOException>(() => ImageSet.Create(new ImageSetOptions { Count = 1, Folder = _folder.Path }, null, TestContext.Current.CancellationToken));
        Assert.Contains("not empty", error.Message, StringComparison.Ordinal);
        Assert.Equal(mine, Assert.Single(Directory.GetFileSystemEntries(_folder.Path)));
        error = Assert.Throws<IOException>(() => ImageSet.Create(new ImageSetOptions { Count = 1, Folder = mine }, null, TestContext.Current.CancellationToken));
        Assert.Contains("is a file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_assets_and_backgrounds_are_named()
    {
        ImageSetOptions options = new() { Count = 1, Folder = _folder.File("a"), BodyFolder = _folder.File("nowhere") };
        Assert.Contains("mh_base.obj", Assert.Throws<FileNotFoundException>(() => ImageSet.Create(options, null, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        options = options with { BodyFolder = null, BackgroundFolder = _folder.Path };
        Assert.Contains("no photograph", Assert.Throws<FileNotFoundException>(() => ImageSet.Create(options, null, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        File.WriteAllText(_folder.File("broken.jpg"), "no picture");
        Assert.Contains("broken.jpg", Assert.Throws<InvalidDataException>(() => ImageSet.Create(options, null, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("a")));
    }

    [Fact]
    public void Interrupting_ends_the_work()
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => ImageSet.Create(new ImageSetOptions { Count = 1000, Folder = _folder.File("a"), Size = 64 }, null, stop.Token));
        Assert.False(File.Exists(_folder.File("a", "annotations.json")));
    }

    private static void AssertPerson(JsonElement person, JsonElement image)
    {
        int width = image.GetProperty("width").GetInt32(), height = image.GetProperty("height").GetInt32();
        double[] box = [.. person.GetProperty("bbox").EnumerateArray().Select(v => v.GetDouble())];
        double[] k = [.. person.GetProperty("keypoints").EnumerateArray().Select(v => v.GetDouble())];
        Assert.True(box[0] >= 0 && box[1] >= 0 && box[0] + box[2] <= width && box[1] + box[3] <= height);
        Assert.InRange(person.GetProperty("area").GetDouble(), 1, box[2] * box[3]);
        Assert.Equal(51, k.Length);
        Assert.Equal(Enumerable.Range(0, 17).Count(i => k[(3 * i) + 2] > 0), person.GetProperty("num_keypoints").GetInt32());
        Assert.All(Enumerable.Range(0, 17), i => Assert.True(k[(3 * i) + 2] > 0 || (k[3 * i] == 0 && k[(3 * i) + 1] == 0)));
        JsonElement mask = person.GetProperty("segmentation");
        Assert.Equal([height, width], mask.GetProperty("size").EnumerateArray().Select(v => v.GetInt32()));
        int[] runs = [.. mask.GetProperty("counts").EnumerateArray().Select(v => v.GetInt32())];
        Assert.Equal(width * height, runs.Sum());
        Assert.Equal(person.GetProperty("area").GetInt32(), runs.Where((_, r) => r % 2 == 1).Sum());
    }

    private ImageSetSummary Create(string name, int seed, int threads, int count = 3) => ImageSet.Create(
        new ImageSetOptions { Count = count, Seed = seed, Folder = _folder.File(name), Size = 160, Threads = threads }, null, TestContext.Current.CancellationToken);

    private IEnumerable<string> Files(string name) => Directory.GetFiles(_folder.File(name), "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(_folder.File(name), file)).Order(StringComparer.Ordinal);
}
