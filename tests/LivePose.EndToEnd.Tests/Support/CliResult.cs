namespace LivePose.EndToEnd.Tests.Support;

/// <summary>What a run of the program gave back.</summary>
/// <param name="Code">Exit code.</param>
/// <param name="Output">stdout.</param>
/// <param name="Error">stderr; of a run inside this process without the logs, which go to the console.</param>
internal sealed record CliResult(int Code, string Output, string Error)
{
    private const string Prefix = "livepose: ";

    /// <summary>What the program itself says on stderr, without its name and without logs and progress.</summary>
    public string[] Sentences =>
        [.. Error.Split('\n').Where(line => line.StartsWith(Prefix, StringComparison.Ordinal)).Select(line => line[Prefix.Length..].Trim())];

    /// <summary>Demands one clear sentence: the code, nothing on stdout, no stack trace, and every one of the words.</summary>
    public void IsOneSentence(int code, params string[] words)
    {
        Assert.True(code == Code, $"exit code {Code} instead of {code}: {Error}");
        Assert.Equal("", Output);
        string sentence = Assert.Single(Sentences);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", Error, StringComparison.Ordinal);
        Assert.EndsWith(".", sentence.Replace("/dev/video*", "/dev/video*.", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, sentence, StringComparison.Ordinal));
    }
}
