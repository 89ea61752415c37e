using System.CommandLine;
using System.Text.RegularExpressions;
using LivePose.App;
using LivePose.Testing;

namespace LivePose.EndToEnd.Tests.Usage;

/// <summary>Commands that the documents show exist as they are written there.</summary>
public partial class DocumentedCommandsTests
{
    /// <summary>Commands of the launcher itself.</summary>
    private static readonly string[] OfTheLauncher = ["test"];

    public static TheoryData<string, string> Commands { get; } = [.. Documents().SelectMany(file => Shown(file).Select(command => (Path.GetFileName(file), command)))];

    [Fact]
    public void TheReadmeShowsCommands() => Assert.Contains(Commands, row => row.Data.Item1 == "README.md" && row.Data.Item2.StartsWith("video ", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Commands))]
    public void EveryOptionExists(string document, string shown)
    {
        Command command = Program.Root();
        string[] words = [.. shown.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim('[', ']'))];
        if (OfTheLauncher.Contains(words[0]))
        {
            return;
        }

        int depth = 0;
        while (depth < words.Length && command.Subcommands.FirstOrDefault(sub => sub.Name == words[depth]) is { } sub)
        {
            command = sub;
            depth++;
        }

        Assert.True(depth > 0 || words[0] == "COMMAND", $"{document} shows 'livepose {shown}', but there is no command '{words[0]}'.");
        string[] known = [.. command.Options.SelectMany(option => option.Aliases.Append(option.Name)), "--help", "-h"];
        Assert.All(words.Skip(depth).Where(word => word.StartsWith('-')), word =>
            Assert.True(known.Contains(word), $"{document} shows 'livepose {shown}', but '{command.Name}' has no option {word}."));
    }

    [Fact]
    public void TheReadmesCommandParses() =>
        Assert.All(Shown(Path.Combine(SharedData.RepositoryRoot, "README.md")).Where(shown => !OfTheLauncher.Contains(shown.Split(' ')[0])), shown =>
            Assert.Empty(Program.Root().Parse(shown).Errors));

    private static IEnumerable<string> Documents() =>
        [Path.Combine(SharedData.RepositoryRoot, "README.md"), .. Directory.GetFiles(Path.Combine(SharedData.RepositoryRoot, "docs"), "*.md").Order(StringComparer.Ordinal)];

    /// <summary>What follows <c>livepose</c> in code: up to a comment, a pipe, an ellipsis or the end of the code.</summary>
    private static IEnumerable<string> Shown(string document) => CommandLines().Matches(File.ReadAllText(document).Replace("\\\n", " ", StringComparison.Ordinal))
        .Select(match => match.Groups[1].Value.Split(['#', '|', '>', ';', '&'])[0].Split(" …")[0].Split(" ...")[0].Replace("…", "", StringComparison.Ordinal).Trim())
        .Where(command => command.Length > 0);

    [GeneratedRegex(@"(?:^|`|true )(?:\./)?livepose ([^`\n]+)", RegexOptions.Multiline)]
    private static partial Regex CommandLines();
}
