using System.Numerics;

namespace LivePose.Render;

/// <summary>The uniforms that place a scene point on the screen, and the GLSL that reads them.</summary>
public sealed class CameraUniforms
{
    /// <summary>Declarations and the functions <c>toCamera</c>, <c>turnToCamera</c> and <c>toClip</c>.</summary>
    public const string Source = """
        uniform vec4 view0, view1, view2; // rows of scene to camera
        uniform vec4 lens;                // factors and offsets to clip coordinates
        uniform vec2 depth;
        vec3 toCamera(vec3 p)
        {
            vec4 q = vec4(p, 1.0);
            return vec3(dot(view0, q), dot(view1, q), dot(view2, q));
        }
        vec3 turnToCamera(vec3 n)
        {
            return vec3(dot(view0.xyz, n), dot(view1.xyz, n), dot(view2.xyz, n));
        }
        vec4 toClip(vec3 p)
        {
            return vec4(lens.x * p.x + lens.y * p.z, lens.z * p.y + lens.w * p.z, depth.x * p.z + depth.y, p.z);
        }

        """;

    private const float Slope = (SceneCamera.Far + SceneCamera.Near) / (SceneCamera.Far - SceneCamera.Near);

    private const float Offset = -2 * SceneCamera.Far * SceneCamera.Near / (SceneCamera.Far - SceneCamera.Near);

    private readonly ShaderProgram _shader;
    private readonly int _view0;
    private readonly int _view1;
    private readonly int _view2;
    private readonly int _lens;
    private readonly int _depth;

    /// <summary>Finds the uniforms of a shader that begins with <see cref="Source"/>.</summary>
    public CameraUniforms(ShaderProgram shader)
    {
        _shader = shader;
        (_view0, _view1, _view2) = (shader.Locate("view0"), shader.Locate("view1"), shader.Locate("view2"));
        (_lens, _depth) = (shader.Locate("lens"), shader.Locate("depth"));
    }

    /// <summary>Sets them; the shader is in use.</summary>
    public void Set(in SceneCamera camera, Pane pane)
    {
        _shader.Set(_view0, camera.FromScene.Row0);
        _shader.Set(_view1, camera.FromScene.Row1);
        _shader.Set(_view2, camera.FromScene.Row2);
        _shader.Set(_lens, camera.Intrinsics.ToClip(pane.Width, pane.Height));
        _shader.Set(_depth, new Vector2(Slope, Offset));
    }
}
