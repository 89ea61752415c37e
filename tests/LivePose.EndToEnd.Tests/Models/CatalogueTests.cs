using LivePose.App.Models;
using LivePose.EndToEnd.Tests.Support;
using LivePose.Pose.Onnx;
using LivePose.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.EndToEnd.Tests.Models;

/// <summary>The table of public networks, as far as it can be held to something without a network.</summary>
public class CatalogueTests
{
    public static TheoryData<string> Names { get; } = [.. ModelCatalogue.All.Select(model => model.Name)];

    [Fact]
    public void NamesAreUniqueAndAreNoOtherWords()
    {
        Assert.Equal(ModelCatalogue.All.Count, ModelCatalogue.All.DistinctBy(model => model.Name).Count());
        Assert.Equal(ModelCatalogue.All.Count, ModelCatalogue.All.DistinctBy(model => model.Archive).Count());
        Assert.DoesNotContain(ModelCatalogue.All, model => model.Name is ModelChoice.Auto or ModelChoice.BuiltIn);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryEntryIsWellFormed(string name)
    {
        CatalogueModel model = ModelCatalogue.All.Single(model => model.Name == name);
        Assert.Matches("^[a-z0-9-]+$", model.Name);
        Assert.Matches("^https://download\\.openmmlab\\.com/mmpose/v1/projects/rtmposev1/onnx_sdk/[\\w.-]+\\.zip$", model.AddressAt(ModelCatalogue.Source).AbsoluteUri);
        Assert.True(model.Sha256 is null || System.Text.RegularExpressions.Regex.IsMatch(model.Sha256, "^[0-9a-f]{64}$"));
        Assert.NotEqual(model.Kind == ModelKind.Pose, model.Archive.Contains("humanart", StringComparison.Ordinal) || model.Archive.Contains("person", StringComparison.Ordinal));
    }

    /// <summary>Every descriptor is read, and agrees with a graph of its kind.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void EveryDescriptorIsUnderstood(string name)
    {
        CatalogueModel model = ModelCatalogue.All.Single(model => model.Name == name);
        using TemporaryFolder folder = new();
        string path = folder.File("network.onnx");
        (model.Kind == ModelKind.Pose ? TinyNetworks.BuildPose() : TinyNetworks.BuildDetector(-1)).Save(path);
        File.WriteAllText(DescriptorFile.PathFor(path), model.Descriptor);
        ModelDescriptor descriptor = ModelInspection.Inspect(path, NullLogger.Instance).Descriptor;
        Assert.Equal(model.Kind, descriptor.Kind);
        Assert.True(model.Kind == ModelKind.Pose || model.About.StartsWith($"{(name.StartsWith("rtm", StringComparison.Ordinal) ? "RTMDet" : "YOLOX")}, {descriptor.Input.Width}x{descriptor.Input.Height}", StringComparison.Ordinal));
    }
}
