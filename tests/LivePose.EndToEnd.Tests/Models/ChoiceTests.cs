using LivePose.App;
using LivePose.App.Models;
using LivePose.Pose.Onnx;
using LivePose.Testing;

namespace LivePose.EndToEnd.Tests.Models;

/// <summary>Which network a name stands for.</summary>
public sealed class ChoiceTests : IDisposable
{
    private static readonly CatalogueModel Large = InstallFixture.Tiny with { Name = "large" };
    private static readonly CatalogueModel Small = InstallFixture.Tiny with { Name = "small" };
    private static readonly CatalogueModel Eye = InstallFixture.Tiny with { Name = "eye", Kind = ModelKind.Detector };

    private readonly InstallFixture _fixture = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ModelChoice _choice;

    public ChoiceTests() => _choice = new ModelChoice(_fixture.Store, [Large, Small, Eye], _folder.File("models"));

    public void Dispose()
    {
        _folder.Dispose();
        _fixture.Dispose();
    }

    [Fact]
    public async Task AutoTakesTheBestInstalledElseTheBuiltIn()
    {
        Assert.Null(_choice.Best(ModelKind.Pose));
        Assert.Null(_choice.Find(ModelKind.Pose, "auto"));
        BuildIn();
        Assert.Equal("built-in", _choice.Best(ModelKind.Pose));
        Assert.Equal(new ChosenModel(_folder.File("models", "livepose-pose.onnx"), "built-in, none is installed"), _choice.Find(ModelKind.Pose, "auto"));
        await _fixture.InstallAsync(Small);
        Assert.Equal(new ChosenModel(_fixture.Store.PathOf("small"), "small, the best installed"), _choice.Find(ModelKind.Pose, "auto"));
        await _fixture.InstallAsync(Large);
        Assert.Equal("large", _choice.Best(ModelKind.Pose));
        Assert.Equal("built-in", _choice.Best(ModelKind.Detector));
        await _fixture.InstallAsync(Eye);
        Assert.Equal("eye", _choice.Best(ModelKind.Detector));
        File.Delete(_fixture.Store.PathOf("large"));
        Assert.Equal("small", _choice.Best(ModelKind.Pose));
    }

    [Fact]
    public async Task ANameIsTakenAsAsked()
    {
        BuildIn();
        await _fixture.InstallAsync(Small);
        await _fixture.InstallAsync(Large);
        Assert.Equal(new ChosenModel(_fixture.Store.PathOf("small"), "small, installed"), _choice.Find(ModelKind.Pose, "small"));
        Assert.Equal(new ChosenModel(_folder.File("models", "livepose-detector.onnx"), "built-in"), _choice.Find(ModelKind.Detector, "built-in"));
    }

    [Theory]
    [InlineData("mine.onnx")]
    [InlineData("./auto")]
    [InlineData("/somewhere/large")]
    [InlineData(@"C:\networks\large")]
    public void AFileIsTakenAsItIs(string path) => Assert.Equal(new ChosenModel(path, null), _choice.Find(ModelKind.Pose, path));

    [Theory]
    [InlineData("auto", "no pose network to take", "livepose models install small", "--pose FILE")]
    [InlineData("built-in", "no built-in pose network", "livepose-pose.onnx", "--pose FILE")]
    [InlineData("large", "'large' is not installed", "livepose models install large")]
    [InlineData("larg", "'larg' is neither a file nor the name of a network", "livepose models list", "./larg")]
    public void WhatIsNotThereIsSaid(string asked, params string[] words)
    {
        FileNotFoundException fault = Assert.Throws<FileNotFoundException>(() => _choice.Require(ModelKind.Pose, asked));
        Assert.All(words, word => Assert.Contains(word, fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void ADetectorIsNoPoseNetwork()
    {
        UsageException fault = Assert.Throws<UsageException>(() => _choice.Find(ModelKind.Pose, "eye"));
        Assert.Contains("'eye' is a person detector, but --pose was given it", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADamagedNetworkIsNotPassedOver()
    {
        BuildIn();
        await _fixture.InstallAsync(Small);
        await _fixture.InstallAsync(Large);
        await File.WriteAllTextAsync(_fixture.Store.PathOf("large"), "cut", TestContext.Current.CancellationToken);
        Assert.Contains("livepose models install large", Assert.Throws<InvalidDataException>(() => _choice.Find(ModelKind.Pose, "auto")).Message, StringComparison.Ordinal);
    }

    private void BuildIn()
    {
        Directory.CreateDirectory(_folder.File("models"));
        File.WriteAllBytes(_choice.BuiltInPath(ModelKind.Pose), Archives.Network);
        File.WriteAllBytes(_choice.BuiltInPath(ModelKind.Detector), Archives.Network);
    }
}
