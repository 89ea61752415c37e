using System.Numerics;
using LivePose.Render;
using LivePose.Synth.Scenes;
using Silk.NET.OpenGL;

namespace LivePose.Synth.Drawing;

/// <summary>GLSL that every surface shares: patterns, light, and the two outputs; and the uniforms of it.</summary>
internal sealed class SurfaceShading
{
    /// <summary>To be put before a fragment shader: <c>pattern</c>, <c>shade</c> and the outputs.</summary>
    public const string Source = """
        #version 330 core
        layout(location = 0) out vec4 color;
        layout(location = 1) out uvec2 label; // what is seen, and how far, mm
        uniform sampler2DArray patterns;
        uniform sampler2DShadow shadows;
        uniform vec3 toSun, sun, sky, ground, eye;
        uniform vec4 shadow0, shadow1, shadow2; // rows of world to the shadow map
        in vec3 world;
        in vec3 normal;
        in float away;
        float pattern(vec3 at, vec3 n, float layer, float period)
        {
            if (layer < 0.5) { return 0.0; }
            vec3 a = abs(n);
            vec2 uv = a.y > max(a.x, a.z) ? at.xz : a.z > a.x ? at.xy : at.zy;
            return texture(patterns, vec3(uv / period, layer)).r;
        }
        float sunlight()
        {
            vec4 p = vec4(world + 0.015 * toSun, 1.0);
            vec3 at = vec3(dot(shadow0, p), dot(shadow1, p), dot(shadow2, p));
            if (any(lessThan(at.xy, vec2(0.0))) || any(greaterThan(at.xy, vec2(1.0)))) { return 1.0; }
            return texture(shadows, vec3(at.xy, clamp(at.z, 0.0, 1.0)));
        }
        vec3 shade(vec3 paint, vec3 n, float gloss, float glow)
        {
            vec3 albedo = paint * paint; // sRGB, about
            vec3 view = normalize(eye - world);
            n = dot(n, view) < 0.0 ? -n : n;
            vec3 light = mix(ground, sky, 0.5 + 0.5 * n.y);
            float lit = sunlight();
            light += sun * lit * clamp(0.85 * dot(n, toSun) + 0.15, 0.0, 1.0);
            light += 0.12 * sun * clamp(dot(n, view), 0.0, 1.0);
            float shine = clamp(dot(n, normalize(toSun + view)), 0.0, 1.0);
            shine *= shine;
            shine *= shine;
            shine *= shine; // to the power of 16 with the next one
            shine *= shine * gloss * lit;
            return sqrt(clamp(albedo * max(light, vec3(glow)) + shine * sun, 0.0, 1.0));
        }
        void emit(vec3 shaded, float what)
        {
            color = vec4(shaded, 1.0);
            label = uvec2(uint(what + 0.5), uint(clamp(away * 1000.0, 0.0, 65534.0) + 0.5));
        }

        """;

    private readonly GL _gl;
    private readonly ShaderProgram _shader;
    private readonly int[] _shadowRows;
    private readonly int _shadows;
    private readonly int _toSun;
    private readonly int _sun;
    private readonly int _sky;
    private readonly int _ground;
    private readonly int _eye;

    public SurfaceShading(GL gl, ShaderProgram shader)
    {
        (_gl, _shader) = (gl, shader);
        _shadows = shader.Locate("shadows");
        _shadowRows = [shader.Locate("shadow0"), shader.Locate("shadow1"), shader.Locate("shadow2")];
        (_toSun, _sun, _sky) = (shader.Locate("toSun"), shader.Locate("sun"), shader.Locate("sky"));
        (_ground, _eye) = (shader.Locate("ground"), shader.Locate("eye"));
    }

    /// <summary>Sets them; the shader is in use.</summary>
    public void Set(Lighting light, in AffineTransform view, ShadowMap shadows)
    {
        _gl.Uniform1(_shadows, ShadowMap.Unit);
        _shader.Set(_shadowRows[0], shadows.ToMap.Row0);
        _shader.Set(_shadowRows[1], shadows.ToMap.Row1);
        _shader.Set(_shadowRows[2], shadows.ToMap.Row2);
        _shader.Set(_toSun, light.ToSun);
        _shader.Set(_sun, light.Sun);
        _shader.Set(_sky, light.Sky);
        _shader.Set(_ground, light.Ground);
        Vector3 t = new(view.Row0.W, view.Row1.W, view.Row2.W);
        _shader.Set(_eye, -((t.X * view.Row0.AsVector3()) + (t.Y * view.Row1.AsVector3()) + (t.Z * view.Row2.AsVector3())));
    }
}
