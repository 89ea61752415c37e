namespace LivePose.Render.Tests;

[CollectionDefinition(Name)]
public sealed class GlTests : ICollectionFixture<GlFixture>
{
    public const string Name = "gl";
}
