using System.Numerics;
using LivePose.Fitting;
using LivePose.Synth.People;
using LivePose.Testing;

namespace LivePose.Synth.Tests;

public sealed class PeopleTests
{
    private static readonly Lazy<Figure> Imported = new(() => FigureCatalogue.Load(SharedData.Path("body"))[1]);

    [Fact]
    public void The_built_in_body_has_a_face_where_a_face_is() => AssertFace(DrawingFixture.Figure.Measures);

    [Fact]
    public void The_imported_body_has_a_face_where_a_face_is() => AssertFace(Imported.Value.Measures);

    [Fact]
    public void Weights_of_every_piece_add_up_to_one()
    {
        Appearance look = DrawingFixture.Bare with { Skirt = .5f, SkirtFlare = .3f, HairStyle = HairStyle.Flowing, HairLength = .3f, HatKind = HatKind.Brimmed };
        IReadOnlyList<Piece> pieces = PieceBuilder.Create(DrawingFixture.Figure, look, new double[10]);
        Assert.Equal([2, 5, 6], pieces.Select(piece => piece.Region));
        Assert.All(pieces, piece =>
        {
            Assert.Equal(piece.Rest.Length, piece.Bindings.Length);
            Assert.All(piece.Bindings, b => Assert.Equal(1, b.WeightA + b.WeightB + b.WeightC, 1e-5f));
            Assert.All(piece.Faces, vertex => Assert.InRange(vertex, 0, piece.Rest.Length - 1));
        });
    }

    [Fact]
    public void A_piece_at_rest_stays_where_it_was_cut()
    {
        PosedFigure posed = new(DrawingFixture.Figure);
        posed.Pose(new BodyParameters(10));
        Piece skirt = PieceBuilder.Create(DrawingFixture.Figure, DrawingFixture.Bare with { Skirt = .5f }, new double[10])[0];
        Vector3[] vertices = new Vector3[skirt.Rest.Length];
        posed.Pose(skirt, vertices);
        Assert.All(vertices.Zip(skirt.Rest), pair => Assert.True(Vector3.Distance(pair.First, pair.Second) < 1e-4f));
    }

    [Fact]
    public void A_skirt_goes_around_the_hips_of_a_heavy_person()
    {
        double[] betas = new double[10];
        betas[1] = 2.5;
        Figure figure = DrawingFixture.Figure;
        Piece skirt = PieceBuilder.Create(figure, DrawingFixture.Bare with { Skirt = .5f }, betas)[0];
        float hips = figure.Rest.Index().Where(v => MathF.Abs(v.Item.Y - figure.Measures.Hip) < .03f)
            .Max(v => v.Item.X + (2.5f * (float)figure.Model.ShapeDirections[3 * (figure.Rest.Length + v.Index)]));
        Assert.True(skirt.Rest.Where(v => MathF.Abs(v.Y - figure.Measures.Hip) < .05f).Max(v => v.X) > hips);
    }

    [Fact]
    public void Clothes_stand_off_and_skin_does_not()
    {
        Figure figure = DrawingFixture.Figure;
        float[] ease = new float[figure.Rest.Length];
        Outfit.Ease(figure, DrawingFixture.Bare with { TopEase = .02f, LegEase = .03f, Sleeve = .3f, Leg = .5f, HairStyle = HairStyle.Bald, Shoe = -1 }, ease);
        FigureMeasures m = figure.Measures;
        Assert.All(figure.Rest.Index(), v =>
        {
            bool hand = MathF.Abs(v.Item.X) > m.WristX, foot = v.Item.Y < m.Ankle, face = v.Item.Y > m.Eye.Y;
            Assert.True(!(hand || foot || face) || ease[v.Index] == 0);
            bool chest = MathF.Abs(v.Item.X) < .1f && v.Item.Y > m.Hip + .1f && v.Item.Y < m.Neck - .1f;
            Assert.True(!chest || ease[v.Index] == .02f);
        });
    }

    [Fact]
    public void Looks_vary()
    {
        Appearance[] looks = [.. Enumerable.Range(0, 300).Select(i => AppearanceSampler.Sample(SynthSeed.Stream(1, i)))];
        Assert.Equal(Enum.GetValues<HairStyle>().Length, looks.Select(l => l.HairStyle).Distinct().Count());
        Assert.Equal(Enum.GetValues<HatKind>().Length, looks.Select(l => l.HatKind).Distinct().Count());
        Assert.InRange(looks.Count(l => l.Skirt > 0), 20, 80);
        Assert.InRange(looks.Count(l => l.Sleeve < .5f), 80, 240);
        Assert.True(looks.Select(l => l.Top.Pattern).Distinct().Count() > 6);
    }

    private static void AssertFace(FigureMeasures m)
    {
        Assert.True(m.Neck < m.Mouth && m.Mouth < m.NoseTip.Y && m.NoseTip.Y < m.Eye.Y && m.Eye.Y < m.Top);
        Assert.True(m.Eye.X > .02f && m.Eye.X < m.HeadBreadth && m.HeadBreadth < .1f);
        Assert.True(m.NoseTip.Z > m.Eye.Z && m.Eye.Z > 0 && m.Back < 0);
        Assert.InRange(MathF.Abs(m.NoseTip.X), 0, .006f);
        Assert.InRange(m.Ear.X, m.HeadBreadth - .02f, .11f);
        Assert.True(m.Ankle < m.Hip && m.Hip < m.Neck && m.ShoulderX < m.WristX);
    }
}
