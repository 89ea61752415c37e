using CsCheck;
using LivePose.Capture.Sinks;
using LivePose.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.Capture.Tests.Sinks;

public sealed class PoseLinesReaderTests : IDisposable
{
    private const string Syntax = "0123456789-.eE[]{},:\"\\\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void KeepsTheHeader()
    {
        KeypointSet own = new("own", ["left_a", "right_b", "c"], [0.1f, 0.2f, 0.3f], [1, 0, 2], [(0, 2), (2, 1)]);
        SinkHeader written = Headers.Plain with { Keypoints = own, FramesPerSecond = 30000 / 1001.0, Source = "a \"quoted\" näme" };
        string path = _folder.File("a.jsonl");
        using (PoseLinesSink sink = new(path))
        {
            sink.Begin(written);
        }

        using PoseLinesReader reader = PoseLinesReader.Open(path, NullLogger.Instance);
        SinkHeader read = reader.Header;
        Assert.Equal((written.Source, 64, 48, written.Generator), (read.Source, read.Width, read.Height, read.Generator));
        Assert.Equal(written.FramesPerSecond, read.FramesPerSecond, 1e-6);
        Assert.Equal(written.Models, read.Models);
        Assert.Equal((written.ConfidenceMeaning, written.VisibilityMeaning), (read.ConfidenceMeaning, read.VisibilityMeaning));
        Assert.Equal((own.Id, 3), (read.Keypoints.Id, read.Keypoints.Count));
        Assert.Equal(own.Names, read.Keypoints.Names);
        Assert.Equal(own.Sigmas, read.Keypoints.Sigmas);
        Assert.Equal(own.Mirror, read.Keypoints.Mirror);
        Assert.Equal(own.Limbs, read.Keypoints.Limbs);
        Assert.False(reader.TryRead(out _));
    }

    [Fact]
    public void ACutLastLineIsReportedAndLeftOut()
    {
        byte[] whole = File.ReadAllBytes(Write(frames: 3));
        LogList log = new();
        string path = _folder.File("cut.jsonl");
        File.WriteAllBytes(path, whole[..^40]);
        using PoseLinesReader reader = PoseLinesReader.Open(path, log);
        Assert.True(reader.TryRead(out _));
        Assert.True(reader.TryRead(out _));
        Assert.False(reader.TryRead(out _));
        string warning = Assert.Single(log.Warnings);
        Assert.Contains("Line 4", warning, StringComparison.Ordinal);
        Assert.Contains("the 2 frames before it", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void OnlyTheLineFeedMissingIsFine()
    {
        string path = Write(frames: 3);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1]);
        LogList log = new();
        using PoseLinesReader reader = PoseLinesReader.Open(path, log);
        int frames = 0;
        while (reader.TryRead(out _))
        {
            frames++;
        }

        Assert.Equal(3, frames);
        Assert.Empty(log.Lines);
    }

    [Theory]
    [InlineData("""{"frame":0,"time":0}""", "'people' is missing")]
    [InlineData("""{"frame":-1,"time":0,"people":[]}""", "'frame' must be a whole number")]
    [InlineData("""{"frame":1.5,"time":0,"people":[]}""", "'frame' must be a whole number")]
    [InlineData("""{"frame":0,"time":"x","people":[]}""", "'time' must be a number")]
    [InlineData("""{"frame":0,"time":1e300,"people":[]}""", "'time' must be a number from 0")]
    [InlineData("""{"frame":0,"time":0,"people":[{"id":1,"box":[0,0,1],"score":1,"keypoints":[]}]}""", "'box' must be an array of 4 numbers")]
    [InlineData("""{"frame":0,"time":0,"people":[{"id":1,"box":[0,0,1,1],"score":1,"keypoints":[]}]}""", "'keypoints' has 0 entries, but the header names 17")]
    [InlineData("""{"frame":0,"time":0,"people":[7]}""", "'box' is missing")]
    [InlineData("""[]""", "'people' is missing")]
    [InlineData("""{"frame":0""", "line 2")]
    public void ADamagedLineIsNamed(string line, string fault)
    {
        string path = Write(frames: 0);
        File.AppendAllText(path, line + "\n" + """{"frame":5,"time":5,"people":[]}""" + "\n");
        using PoseLinesReader reader = PoseLinesReader.Open(path, NullLogger.Instance);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => reader.TryRead(out _));
        Assert.Contains(path + "', line 2", error.Message, StringComparison.Ordinal);
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void FramesThatGoBackAreRefused()
    {
        string path = Write(frames: 2);
        File.AppendAllText(path, """{"frame":1,"time":9,"people":[]}""" + "\n");
        using PoseLinesReader reader = PoseLinesReader.Open(path, NullLogger.Instance);
        reader.TryRead(out _);
        reader.TryRead(out _);
        Assert.Contains("line 4", Assert.Throws<InvalidDataException>(() => reader.TryRead(out _)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("{}")]
    [InlineData("""{"format":"other"}""")]
    [InlineData("""{"format":"livepose.poses","version":99}""")]
    [InlineData("{\"format\":\"\\ud800\"}")]
    public void AForeignHeaderIsNamed(string text)
    {
        string path = _folder.File("foreign.jsonl");
        File.WriteAllText(path, text);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => PoseLinesReader.Open(path, NullLogger.Instance));
        Assert.Contains("foreign.jsonl', line 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingFileIsNamed() => Assert.Contains(
        "absent.jsonl",
        Assert.Throws<FileNotFoundException>(() => PoseLinesReader.Open(_folder.File("absent.jsonl"), NullLogger.Instance)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void WhateverIsInTheFileGivesFramesOrOneKindOfError()
    {
        byte[] good = File.ReadAllBytes(Write(frames: 2));
        string path = _folder.File("fuzz.jsonl");
        Gen<byte> piece = Gen.OneOf(Gen.Byte, Gen.Int[0, Syntax.Length - 1].Select(i => (byte)Syntax[i]));
        Gen.Select(Gen.Int[0, good.Length - 1], piece.Array[1, 6], Gen.Int[0, 200], Gen.Bool).Array[1, 3].Sample(
            edits =>
            {
                List<byte> bytes = [.. good];
                foreach ((int at, byte[] put, int remove, bool cut) in edits)
                {
                    int start = Math.Min(at, bytes.Count);
                    bytes.RemoveRange(start, Math.Min(cut ? remove : put.Length, bytes.Count - start));
                    bytes.InsertRange(start, put);
                }

                File.WriteAllBytes(path, [.. bytes]);
                try
                {
                    using PoseLinesReader reader = PoseLinesReader.Open(path, NullLogger.Instance);
                    while (reader.TryRead(out PoseLine? line))
                    {
                        Assert.All(line.People, person => Assert.Equal(reader.Header.Keypoints.Count, person.Keypoints.Length));
                    }
                }
                catch (InvalidDataException e)
                {
                    Assert.Contains("fuzz.jsonl', line ", e.Message, StringComparison.Ordinal);
                }
            },
            iter: 600,
            threads: 1);
    }

    private string Write(int frames)
    {
        string path = _folder.File("good.jsonl");
        Frame frame = FramePools.NewFrame();
        using PoseLinesSink sink = new(path);
        sink.Begin(Headers.Plain);
        for (int n = 0; n < frames; n++)
        {
            sink.Write(FramePools.Fill(frame, n, people: 1));
        }

        return path;
    }
}
