using System.Text.Json.Serialization;

namespace LivePose.App.Models;

/// <summary>The content of <c>installed.json</c>.</summary>
/// <param name="Format">Always <see cref="FormatName"/>.</param>
/// <param name="Models">What is installed, by name.</param>
internal sealed record InstalledModels(string Format, SortedDictionary<string, InstalledModel> Models)
{
    /// <summary>Name and version of the format.</summary>
    public const string FormatName = "livepose.models/1";
}

/// <summary>Generated serializer of <c>installed.json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(InstalledModels))]
internal sealed partial class InstalledModelsJson : JsonSerializerContext;
