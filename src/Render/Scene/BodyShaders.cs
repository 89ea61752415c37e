namespace LivePose.Render;

/// <summary>GLSL of the bodies: skinning, light, contour.</summary>
internal static class BodyShaders
{
    /// <summary>Linear blend skinning; <c>scenePosition</c> is the skinned vertex in scene coordinates, metres.</summary>
    public const string Vertex = "#version 330 core\n" + CameraUniforms.Source + """
        layout(location = 0) in vec3 position;
        layout(location = 1) in vec3 normal;
        layout(location = 2) in uvec4 joints;
        layout(location = 3) in vec4 weights;
        layout(std140) uniform Bones { vec4 rows[384]; }; // three rows for each of 128 joints
        uniform vec2 outline; // width of the contour in clip units for each axis; 0 for the skin
        uniform float behind; // how far the contour stays behind the skin, metres, so that small folds draw no lines; 0 for the skin
        out vec3 scenePosition;
        out vec3 cameraPosition;
        out vec3 cameraNormal;
        invariant gl_Position;
        void main()
        {
            vec4 row0 = vec4(0.0), row1 = vec4(0.0), row2 = vec4(0.0);
            for (int i = 0; i < 4; i++)
            {
                int bone = 3 * int(joints[i]);
                row0 += weights[i] * rows[bone];
                row1 += weights[i] * rows[bone + 1];
                row2 += weights[i] * rows[bone + 2];
            }
            vec4 p = vec4(position, 1.0);
            scenePosition = vec3(dot(row0, p), dot(row1, p), dot(row2, p));
            vec3 turned = vec3(dot(row0.xyz, normal), dot(row1.xyz, normal), dot(row2.xyz, normal));
            cameraPosition = toCamera(scenePosition);
            cameraNormal = turnToCamera(turned);
            gl_Position = toClip(cameraPosition);
            gl_Position.z = toClip(cameraPosition + vec3(0.0, 0.0, behind)).z;
            vec2 outward = cameraNormal.xy / max(length(cameraNormal.xy), 1e-4);
            gl_Position.xy += outline * outward * gl_Position.w;
        }
        """;

    /// <summary>Soft light from three sides: a warm key, a cool fill, and a rim from behind that lifts the body off its background.</summary>
    /// <remarks>A transparent skin shows the frame behind it and not its own far side, so it is drawn once, without blending.</remarks>
    public const string Skin = "#version 330 core\n" + VideoUniforms.Source + """
        in vec3 cameraPosition;
        in vec3 cameraNormal;
        uniform vec4 tint; // linear colour and opacity
        out vec4 color;
        float wrapped(vec3 n, vec3 light, float wrap)
        {
            float x = clamp((dot(n, normalize(light)) + wrap) / (1.0 + wrap), 0.0, 1.0);
            return x * x;
        }
        void main()
        {
            vec3 n = normalize(cameraNormal);
            vec3 eye = normalize(-cameraPosition);
            float sky = 0.5 - 0.5 * n.y; // +y is down
            vec3 light = mix(vec3(0.10, 0.09, 0.10), vec3(0.26, 0.28, 0.32), sky);
            light += 0.95 * wrapped(n, vec3(-0.55, -0.75, -0.70), 0.30) * vec3(1.00, 0.95, 0.88);
            light += 0.30 * wrapped(n, vec3(0.90, -0.15, -0.45), 0.45) * vec3(0.75, 0.86, 1.00);
            float edge = pow(1.0 - clamp(dot(n, eye), 0.0, 1.0), 3.0);
            float rim = edge * wrapped(n, vec3(0.35, -0.60, 0.65), 0.60);
            vec3 halfway = normalize(normalize(vec3(-0.55, -0.75, -0.70)) + eye);
            float shine = 0.10 * pow(clamp(dot(n, halfway), 0.0, 1.0), 28.0);
            vec3 lit = tint.rgb * light + 0.75 * rim * mix(tint.rgb, vec3(1.0), 0.6) + shine;
            vec3 shown = pow(clamp(lit, 0.0, 1.0), vec3(1.0 / 2.2));
            color = vec4(tint.a < 1.0 ? mix(behind(gl_FragCoord.xy), shown, tint.a) : shown, 1.0);
        }
        """;

    /// <summary>One colour.</summary>
    public const string Contour = """
        #version 330 core
        uniform vec4 tint;
        out vec4 color;
        void main()
        {
            color = vec4(tint.a * tint.rgb, tint.a);
        }
        """;
}
