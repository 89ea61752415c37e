using System.Numerics;
using LivePose.Render;
using LivePose.Synth.People;
using LivePose.Synth.Scenes;

namespace LivePose.Synth.Drawing;

/// <summary>The uniforms of one dressed person.</summary>
internal sealed class PersonUniforms
{
    private const int Regions = 7;

    private readonly ShaderProgram _shader;
    private readonly int[] _first;
    private readonly int[] _second;
    private readonly int _what;
    private readonly int _whole;
    private readonly int _glosses0;
    private readonly int _glosses1;
    private readonly int _trunk;
    private readonly int _legs;
    private readonly int _eyes;
    private readonly int _head;
    private readonly int _wear;
    private readonly int _lower;
    private readonly int _hairs;
    private readonly int _look;

    public PersonUniforms(ShaderProgram shader)
    {
        _shader = shader;
        _first = [.. Enumerable.Range(0, Regions).Select(i => shader.Locate($"first[{i}]"))];
        _second = [.. Enumerable.Range(0, Regions).Select(i => shader.Locate($"second[{i}]"))];
        (_what, _whole, _glosses0, _glosses1) = (shader.Locate("what"), shader.Locate("whole"), shader.Locate("glosses0"), shader.Locate("glosses1"));
        (_trunk, _legs, _eyes, _head) = (shader.Locate("trunk"), shader.Locate("legs"), shader.Locate("eyes"), shader.Locate("head"));
        (_wear, _lower, _hairs, _look) = (shader.Locate("wear"), shader.Locate("lower"), shader.Locate("hairs"), shader.Locate("look"));
    }

    /// <summary>Sets all of them for the skin.</summary>
    public void Set(ScenePerson person, int label)
    {
        Appearance look = person.Look;
        FigureMeasures m = person.Figure.Measures;
        Material[] materials = [look.Skin, look.Top, look.Bottom, look.Shoes, look.Socks, look.Hair, look.Hat];
        for (int i = 0; i < Regions; i++)
        {
            _shader.Set(_first[i], new Vector4(materials[i].First, (float)materials[i].Pattern));
            _shader.Set(_second[i], new Vector4(materials[i].Second, materials[i].Period));
        }

        _shader.Set(_glosses0, new Vector4(look.Skin.Gloss, look.Top.Gloss, look.Bottom.Gloss, look.Shoes.Gloss));
        _shader.Set(_glosses1, new Vector4(look.Socks.Gloss, look.Hair.Gloss, look.Hat.Gloss, 0));
        _shader.Set(_what, (float)label);
        _shader.Set(_whole, -1f);
        _shader.Set(_trunk, new Vector4(m.ShoulderX, m.WristX, m.ArmBottom, m.Neck));
        _shader.Set(_legs, new Vector4(m.Hip, m.Ankle, 0, 0));
        _shader.Set(_eyes, new Vector4(m.Eye, m.Mouth));
        _shader.Set(_head, new Vector4(m.NoseTip.Y, m.NoseTip.Z, m.Back, m.Top));
        _shader.Set(_wear, new Vector4(look.Sleeve, look.Collar, look.Neckline, look.Hem));
        _shader.Set(_lower, new Vector4(look.Leg, look.Sock, look.Shoe, Outfit.Waist));
        HairCover hair = Outfit.Hair(look, m);
        _shader.Set(_hairs, new Vector4(hair.Front, hair.Nape, look.Beard, Outfit.HatLine(look, m)));
        _shader.Set(_look, new Vector4(look.Lips, look.Glasses, look.GazeX, look.GazeY));
    }

    /// <summary>Makes everything that follows one region: hair or cloth that is no skin.</summary>
    public void SetWhole(int region) => _shader.Set(_whole, (float)region);
}
