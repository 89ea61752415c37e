using CsCheck;
using LivePose.Fitting;
using LivePose.Synth.Annotations;
using LivePose.Testing;

namespace LivePose.Synth.Tests;

public sealed class TruthReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Reads_camera_and_joints_of_everyone()
    {
        string path = Write(Line(1, 7), Line(2, 8));
        IReadOnlyDictionary<long, TruePerson> people = TruthReader.Read(path);
        Assert.Equal([7, 8], people.Keys.Order());
        Assert.Equal(new PinholeCamera(500, 510, 320, 240), people[8].Camera);
        Assert.Equal(BodyJoint.Count, people[8].Joints.Length);
        Assert.Equal(new Vector3D(3, 4, 5), people[8].Joints[1]);
    }

    [Fact]
    public void A_damaged_line_is_named_or_still_read()
    {
        string good = Line(1, 7);
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Char[' ', '~']).Sample(
            (at, letter) =>
            {
                string path = Write(Line(2, 8), good[..at] + letter + good[(at + 1)..]);
                try
                {
                    Assert.InRange(TruthReader.Read(path).Count, 1, 2);
                }
                catch (InvalidDataException e)
                {
                    Assert.StartsWith("line 2 of", e.Message, StringComparison.Ordinal);
                }
            },
            iter: 1000,
            threads: 1); // all of them write the same file
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1, 2]")]
    [InlineData("null")]
    [InlineData("{\"camera\":{\"focal\":[500,510],\"center\":[320]},\"people\":[]}")]
    public void What_is_no_line_of_a_truth_is_refused_in_one_sentence(string line)
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => TruthReader.Read(Write(line)));
        Assert.Contains("make the set again", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_annotation_twice_is_refused() =>
        Assert.Throws<InvalidDataException>(() => TruthReader.Read(Write(Line(1, 7), Line(2, 7))));

    public void Dispose() => _folder.Dispose();

    private string Write(params string[] lines)
    {
        string path = _folder.File("truth.jsonl");
        File.WriteAllLines(path, lines);
        return path;
    }

    private static string Line(int image, int annotation)
    {
        string joints = string.Join(',', Enumerable.Range(0, 3 * BodyJoint.Count));
        return $"{{\"image_id\":{image},\"camera\":{{\"focal\":[500,510],\"center\":[320,240]}},\"people\":[{{\"annotation_id\":{annotation},\"joints\":[{joints}]}}]}}";
    }
}
