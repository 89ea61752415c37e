namespace LivePose.Synth.Drawing;

/// <summary>GLSL of everything that is no person, and of what is behind it.</summary>
internal static class PropShaders
{
    public const string Vertex = "#version 330 core\n" + LivePose.Render.CameraUniforms.Source + """
        layout(location = 0) in vec3 position;
        layout(location = 1) in vec3 direction;
        layout(location = 2) in vec4 row0;
        layout(location = 3) in vec4 row1;
        layout(location = 4) in vec4 row2;
        layout(location = 5) in vec4 firstColor;
        layout(location = 6) in vec4 secondColor;
        layout(location = 7) in vec4 extra;
        out vec3 world;
        out vec3 normal;
        out float away;
        out vec3 place;
        out vec3 side;
        flat out vec4 first;
        flat out vec4 second;
        flat out vec4 more;
        void main()
        {
            vec4 p = vec4(position, 1.0);
            world = vec3(dot(row0, p), dot(row1, p), dot(row2, p));
            vec3 squared = row0.xyz * row0.xyz + row1.xyz * row1.xyz + row2.xyz * row2.xyz;
            vec3 n = direction / max(squared, 1e-12);
            normal = vec3(dot(row0.xyz, n), dot(row1.xyz, n), dot(row2.xyz, n));
            place = position * sqrt(squared);
            side = direction;
            first = firstColor;
            second = secondColor;
            more = extra;
            vec3 c = toCamera(world);
            away = c.z;
            gl_Position = toClip(c);
        }
        """;

    public const string Fragment = SurfaceShading.Source + """
        in vec3 place;
        in vec3 side;
        flat in vec4 first;  // sRGB and pattern
        flat in vec4 second; // sRGB and period
        flat in vec4 more;   // gloss, glow, label
        uniform float spots;  // how many
        uniform vec4 spot[8]; // x, z, reach, darkness of the shadow under each person
        void main()
        {
            vec3 n = normalize(normal);
            vec3 paint = mix(first.rgb, second.rgb, pattern(place, side, first.w, second.w));
            if (n.y > 0.7 && world.y < 0.02)
            {
                for (int i = 0; i < int(spots); i++)
                {
                    vec2 d = (world.xz - spot[i].xy) / spot[i].z;
                    paint *= 1.0 - spot[i].w * exp(-dot(d, d));
                }
            }
            emit(shade(paint, n, more.x, more.y), more.z);
        }
        """;

    public const string BackdropVertex = """
        #version 330 core
        out vec2 at;
        void main()
        {
            at = vec2((gl_VertexID << 1) & 2, gl_VertexID & 2);
            gl_Position = vec4(2.0 * at - 1.0, 1.0, 1.0);
        }
        """;

    public const string Gradient = """
        #version 330 core
        layout(location = 0) out vec4 color;
        layout(location = 1) out uvec2 label;
        uniform sampler2DArray patterns;
        uniform vec4 first, second, bottom; // sRGB; pattern, period as a share of the picture's width, aspect
        in vec2 at;
        void main()
        {
            float p = texture(patterns, vec3(at * vec2(1.0, bottom.w) / second.w, first.w)).r;
            color = vec4(mix(mix(first.rgb, second.rgb, p), bottom.rgb, at.y), 1.0);
            label = uvec2(0u, 65535u);
        }
        """;

    public const string Photo = """
        #version 330 core
        layout(location = 0) out vec4 color;
        layout(location = 1) out uvec2 label;
        uniform sampler2D photo;
        uniform vec4 part; // left, top, width, height, as shares
        in vec2 at;
        void main()
        {
            color = texture(photo, part.xy + at * part.zw);
            label = uvec2(0u, 65535u);
        }
        """;
}
