namespace LivePose.Synth.Drawing;

/// <summary>GLSL of dressed people: clothes and face are decided for each pixel by where it lies on the body at rest.</summary>
internal static class PersonShaders
{
    public const string Vertex = "#version 330 core\n" + LivePose.Render.CameraUniforms.Source + """
        layout(location = 0) in vec3 position;
        layout(location = 1) in vec3 direction;
        layout(location = 2) in vec3 restPosition;
        layout(location = 3) in vec3 restDirection;
        out vec3 world;
        out vec3 normal;
        out float away;
        out vec3 rest;
        out vec3 restNormal;
        void main()
        {
            world = position;
            normal = direction;
            rest = restPosition;
            restNormal = restDirection;
            vec3 p = toCamera(position);
            away = p.z;
            gl_Position = toClip(p);
        }
        """;

    /// <summary>Regions: 0 skin, 1 top, 2 bottom, 3 shoes, 4 socks, 5 hair, 6 hat.</summary>
    public const string Fragment = SurfaceShading.Source + """
        in vec3 rest;
        in vec3 restNormal;
        uniform float what;
        uniform float whole;          // region of the whole mesh; below 0 the rest position decides
        uniform vec4 first[7];        // sRGB and pattern
        uniform vec4 second[7];       // sRGB and period
        uniform vec4 glosses0, glosses1;
        uniform vec4 trunk;           // shoulder x, wrist x, arm bottom y, neck y
        uniform vec4 legs;            // hip y, ankle y
        uniform vec4 eyes;            // left eye, and mouth y
        uniform vec4 head;            // nose y, nose z, back z, top y
        uniform vec4 wear;            // sleeve, collar, neckline, hem
        uniform vec4 lower;           // leg, sock, shoe, waist above hip
        uniform vec4 hairs;           // hairline y in front, at the nape; beard; hat line y
        uniform vec4 look;            // lips, glasses, gaze x, gaze y
        float hairline(float front, float nape)
        {
            float t = (rest.z - head.z) / (head.y - head.z);
            float sides = mix(nape, eyes.y + 0.005, smoothstep(0.12, 0.45, t));
            return mix(sides, front, smoothstep(0.52, 0.72, t));
        }
        int region(float rough)
        {
            float side = abs(rest.x);
            if (rest.y > trunk.w + wear.y - wear.z * clamp(1.0 - side / 0.09, 0.0, 1.0) * step(0.0, rest.z) && side < 0.13)
            {
                if (rest.y > hairs.w + 0.25 * (rest.z - eyes.z)) { return 6; }
                return rest.y > head.x - 0.10 && rest.y + rough > hairline(hairs.x, hairs.y) ? 5 : 0;
            }
            if (rest.y > trunk.z && side > trunk.x - 0.05)
            {
                return (side - trunk.x) / (trunk.y - trunk.x) < wear.x ? 1 : 0;
            }
            if (rest.y > trunk.z && side > trunk.x * (1.0 + wear.x) && wear.x < 0.0) { return 0; }
            float leg = (legs.x - rest.y) / (legs.x - legs.y);
            if (rest.y > legs.x + wear.w) { return 1; }
            if (rest.y < legs.y + lower.z) { return 3; }
            if (rest.y < legs.x + lower.w && leg < lower.x) { return 2; }
            return leg > lower.y ? 4 : 0;
        }
        vec3 paintFace(vec3 paint, vec3 hair)
        {
            float s = eyes.x / 0.0315;
            vec2 e = vec2(abs(rest.x) - eyes.x, rest.y - eyes.y) / s;
            if (rest.z > eyes.z - 0.030 * s)
            {
                float lid = e.y - 0.0065 + 28.0 * e.x * e.x;
                float under = e.y + 0.0062 - 22.0 * e.x * e.x;
                paint *= 1.0 - 0.30 * (1.0 - smoothstep(0.010, 0.024, length(e * vec2(0.8, 1.2))));
                if (lid < 0.0 && under > 0.0)
                {
                    vec2 iris = e - vec2(sign(rest.x) * look.z, look.w);
                    float r = length(iris);
                    paint = r < 0.0024 ? vec3(0.03) : r < 0.0058 ? hair * 0.7 + vec3(0.05, 0.05, 0.07) : vec3(0.86, 0.85, 0.83);
                }
                else if (lid < 0.0028 && lid > -0.0005 && abs(e.x) < 0.0165) { paint *= 0.35; }
                float brow = e.y - 0.0205 + 9.0 * (e.x - 0.003) * (e.x - 0.003);
                if (abs(brow) < 0.0036 && abs(e.x - 0.002) < 0.021) { paint = mix(paint, hair * 0.8, 0.85); }
            }
            vec2 m = vec2(rest.x, rest.y - eyes.w) / s;
            if (rest.z > head.y - 0.06 * s)
            {
                float lips = length(m / vec2(0.024, 0.0085 + 0.002 * step(m.y, 0.0)));
                paint = mix(paint, paint * vec3(0.86, 0.52, 0.50), (0.35 + 0.65 * look.x) * (1.0 - smoothstep(0.8, 1.05, lips)));
                if (abs(m.y - 3.0 * m.x * m.x) < 0.0011 && abs(m.x) < 0.023) { paint *= 0.45; }
                vec2 nostril = vec2(abs(rest.x) - 0.0075 * s, rest.y - head.x + 0.009 * s);
                paint *= 1.0 - 0.5 * (1.0 - smoothstep(0.002 * s, 0.0055 * s, length(nostril * vec2(1.0, 1.3))));
            }
            float jaw = smoothstep(head.x - 0.004, head.x - 0.018, rest.y) * step(eyes.z - 0.10, rest.z);
            float shaven = smoothstep(1.15, 1.4, length(m / vec2(0.024, 0.0085)));
            paint = mix(paint, hair, hairs.z * jaw * shaven);
            if (look.y > 0.0 && rest.z > eyes.z - 0.09)
            {
                vec2 g = e * vec2(1.0, 1.15) + vec2(0.0, 0.003);
                float r = pow(pow(abs(g.x), 3.0) + pow(abs(g.y), 3.0), 1.0 / 3.0);
                float frame = abs(r - 0.0225) < 0.0017 && rest.z > eyes.z - 0.03 || (abs(g.y - 0.006) < 0.002 && r > 0.0225) ? 1.0 : 0.0;
                float dark = r < 0.0225 && rest.z > eyes.z - 0.03 ? step(0.75, look.y) : 0.0;
                paint = mix(paint, vec3(0.06), max(frame, 0.92 * dark));
            }
            return paint;
        }
        void main()
        {
            vec3 n = normalize(normal);
            float folds = texture(patterns, vec3(rest.xy * 2.3 + rest.z, 14.0)).r - 0.5;
            int r = whole < 0.0 ? region(0.012 * folds) : int(whole + 0.5);
            float mixed = pattern(rest, restNormal, first[r].w, second[r].w);
            vec3 paint = mix(first[r].rgb, second[r].rgb, mixed);
            if (whole < 0.0 && r == 0 && rest.y > eyes.w - 0.08 && abs(rest.x) < 0.13) { paint = paintFace(paint, first[5].rgb); }
            if (r == 0 && rest.y > trunk.z && abs(rest.x) > trunk.y + 0.09) { paint *= 0.94; }
            float cloth = r == 1 || r == 2 ? 0.35 : r == 5 ? 0.25 : 0.0;
            paint *= 1.0 + cloth * folds;
            n = normalize(n + 0.5 * cloth * folds * vec3(0.6, 1.0, 0.6));
            float gloss = r < 4 ? glosses0[r] : glosses1[r - 4];
            emit(shade(paint, n, gloss, 0.0), what);
        }
        """;
}
