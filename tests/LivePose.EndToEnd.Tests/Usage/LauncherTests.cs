using LivePose.EndToEnd.Tests.Support;
using LivePose.Testing;

namespace LivePose.EndToEnd.Tests.Usage;

/// <summary>The launcher at the root, run on a stand-in of the repository: what it builds, when, and what it passes on.</summary>
public sealed class LauncherTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _root;
    private readonly string _calls;

    public LauncherTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The launcher is a bash script for Linux.");
        _root = Directory.CreateDirectory(_folder.File("a repository")).FullName;
        _calls = _folder.File("calls");
        File.Copy(Path.Combine(SharedData.RepositoryRoot, "livepose"), At("livepose"));
        Array.ForEach(["src", "tests", "benchmarks", "programs", Path.Combine("artifacts", "bin", "LivePose.App", "release")], folder => Directory.CreateDirectory(At(folder)));
        File.WriteAllText(At("global.json"), "{}");
        File.WriteAllText(At("Directory.Build.props"), "");
        File.WriteAllText(At("src", "a.cs"), "");
        Script(At("artifacts", "bin", "LivePose.App", "release", "livepose"), "printf 'app:%s\\n' \"$*\"; exit 7");
        Script(At("programs", "dotnet"), $"echo \"dotnet $*\" >>'{_calls}'; [ ! -e '{_folder.File("broken")}' ]");
        Script(At("programs", "ldconfig"), "printf '\\t%s (libc6,x86-64) => /lib/x\\n' libgtk-3.so.0 libEGL.so.1 libglfw.so.3");
        Script(At("programs", "ffmpeg"), "exit 0");
        foreach (string tool in new[] { "bash", "cat", "dirname", "find", "grep", "id", "mkdir", "readlink", "rm", "sed", "touch", "tr", "uname" })
        {
            File.CreateSymbolicLink(At("programs", tool), new[] { "/usr/bin/", "/bin/" }.Select(folder => folder + tool).First(File.Exists));
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TheScriptIsValid()
    {
        using ChildRun check = ChildRun.StartProgram("bash", ["-n", At("livepose")]);
        Assert.Equal(new CliResult(0, "", ""), await check.EndAsync());
    }

    [Fact]
    public async Task TheFirstRunBuildsOnceAndPassesEverythingOn()
    {
        CliResult first = await RunAsync("video", "my clip.mp4", "-o", "out");
        Assert.Equal((7, "app:video my clip.mp4 -o out\n"), (first.Code, first.Output));
        Assert.Contains("build src/App/LivePose.App.csproj -c Release", string.Join('\n', Calls()), StringComparison.Ordinal);
        int calls = Calls().Length;
        CliResult second = await RunAsync();
        Assert.Equal((7, "app:\n"), (second.Code, second.Output));
        Assert.Equal(calls, Calls().Length);
    }

    [Fact]
    public async Task AChangedSourceBuildsAgain()
    {
        await RunAsync();
        int calls = Calls().Length;
        File.SetLastWriteTimeUtc(At("src", "a.cs"), DateTime.UtcNow.AddMinutes(1));
        await RunAsync();
        Assert.True(Calls().Length > calls);
    }

    [Fact]
    public async Task ANewBuiltInNetworkBuildsAgain()
    {
        await RunAsync();
        int calls = Calls().Length;
        Directory.CreateDirectory(At("models"));
        File.WriteAllText(At("models", "livepose-pose.onnx"), "");
        File.SetLastWriteTimeUtc(At("models", "livepose-pose.onnx"), DateTime.UtcNow.AddMinutes(1));
        await RunAsync();
        Assert.True(Calls().Length > calls);
    }

    [Fact]
    public async Task AFailedBuildEndsItAndIsTriedAgain()
    {
        File.WriteAllText(_folder.File("broken"), "");
        CliResult failed = await RunAsync("video");
        Assert.Equal((1, ""), (failed.Code, failed.Output));
        Assert.Single(failed.Sentences);
        File.Delete(_folder.File("broken"));
        Assert.Equal(7, (await RunAsync("video")).Code);
    }

    [Fact]
    public async Task TestRunsEveryTestAndFastLeavesOutTheSlowOnes()
    {
        Assert.Equal(0, (await RunAsync("test")).Code);
        Assert.Contains("dotnet test --solution LivePose.sln -c Release --no-build", Calls());
        Assert.Equal(0, (await RunAsync("test", "--fast", "--filter-class", "*Name*")).Code);
        Assert.Equal("dotnet test --solution LivePose.sln -c Release --no-build --filter-not-trait Category=Slow --filter-class *Name*", Calls()[^1]);
    }

    [Fact]
    public async Task WithoutTheSdkItSaysSo()
    {
        File.Delete(At("programs", "dotnet"));
        CliResult result = await RunAsync("video");
        Assert.Equal(1, result.Code);
        Assert.Contains("SDK", Assert.Single(result.Sentences), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMissingLibraryIsInstalledByRoot()
    {
        LoseLibrary();
        Script(At("programs", "id"), "echo 0");
        Script(At("programs", "apt-get"), $"echo \"apt-get $*\" >>'{_calls}'");
        Script(At("programs", "apt-cache"), "case \"$*\" in 'show libgtk-3-0') exit 100 ;; *) echo known ;; esac");
        Assert.Equal(7, (await RunAsync("video")).Code);
        string install = Assert.Single(Calls(), call => call.StartsWith("apt-get install -y -qq --no-install-recommends ", StringComparison.Ordinal));
        Assert.All(["libgtk-3-0t64", "libegl1", "libglfw3"], (string package) => Assert.Contains($" {package}", install, StringComparison.Ordinal));
        Assert.DoesNotContain("xvfb", install, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutTheRightToInstallItPrintsTheCommand()
    {
        LoseLibrary();
        Script(At("programs", "id"), "echo 1000");
        Script(At("programs", "sudo"), "exit 1");
        Script(At("programs", "apt-get"), $"echo \"apt-get $*\" >>'{_calls}'");
        CliResult result = await RunAsync("video");
        Assert.Equal(1, result.Code);
        Assert.Contains("sudo apt-get install -y libgtk-3-0", Assert.Single(result.Sentences), StringComparison.Ordinal);
        Assert.DoesNotContain(Calls(), call => call.StartsWith("apt-get", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WithoutAptItNamesWhatIsMissing()
    {
        LoseLibrary();
        CliResult result = await RunAsync("video");
        Assert.Equal(1, result.Code);
        Assert.Contains("libgtk-3-0", Assert.Single(result.Sentences), StringComparison.Ordinal);
    }

    /// <summary>The real program, as the launcher starts it.</summary>
    [Fact]
    public async Task TheProgramItselfHelpsAndRefuses()
    {
        using ChildRun help = ChildRun.Start();
        using ChildRun bogus = ChildRun.Start("bogus");
        CliResult helped = await help.EndAsync(), refused = await bogus.EndAsync();
        Assert.Equal((0, ""), (helped.Code, helped.Error));
        Assert.Contains("Usage:", helped.Output, StringComparison.Ordinal);
        refused.IsOneSentence(2, "'bogus'");
    }

    private async Task<CliResult> RunAsync(params string[] arguments)
    {
        using ChildRun run = ChildRun.StartProgram("bash", [At("livepose"), .. arguments], ("PATH", At("programs")), ("LIVEPOSE_GPU", "false"));
        return await run.EndAsync();
    }

    private string At(params string[] parts) => Path.Combine([_root, .. parts]);

    private string[] Calls() => File.Exists(_calls) ? File.ReadAllLines(_calls) : [];

    private void LoseLibrary()
    {
        Assert.SkipWhen(File.Exists("/usr/lib/libgtk-3.so.0"), "The library lies where the launcher finds it without ldconfig.");
        Script(At("programs", "ldconfig"), "exit 0");
    }

    private static void Script(string path, string body)
    {
        File.Delete(path);
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
