using System.Globalization;

namespace LivePose.Fitting.Body.Import;

/// <summary>A Wavefront <c>.obj</c> file with named groups: positions and faces, nothing else.</summary>
internal sealed class ObjMesh
{
    private const long MaxBytes = 1L << 28;

    private readonly Dictionary<string, List<int[]>> _groups = new(StringComparer.Ordinal);

    private ObjMesh(string file) => File = file;

    /// <summary>File name for messages.</summary>
    public string File { get; }

    /// <summary>Positions in the file's unit.</summary>
    public List<Vector3D> Vertices { get; } = [];

    /// <summary>Faces of a group, as vertex indices from 0.</summary>
    public IReadOnlyList<int[]> Group(string name) => _groups.TryGetValue(name, out List<int[]>? faces)
        ? faces
        : throw new InvalidDataException($"'{File}' has no group '{name}'; is it MakeHuman's base mesh with its helpers?");

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">A line cannot be understood.</exception>
    public static ObjMesh Read(string path)
    {
        FileInfo info = new(path);
        ObjMesh mesh = new(info.Name);
        if (info.Exists && info.Length > MaxBytes)
        {
            throw new InvalidDataException($"'{info.Name}' has {info.Length} bytes; meshes beyond {MaxBytes} bytes are not read.");
        }

        List<int[]> group = mesh._groups[string.Empty] = [];
        int line = 0;
        foreach (string text in System.IO.File.ReadLines(path))
        {
            line++;
            string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            switch (words)
            {
                case ["v", var x, var y, var z, ..]:
                    mesh.Vertices.Add(new Vector3D(mesh.Number(x, line), mesh.Number(y, line), mesh.Number(z, line)));
                    break;
                case ["g", var name, ..]:
                    mesh._groups.TryAdd(name, []);
                    group = mesh._groups[name];
                    break;
                case ["f", .. { Length: >= 3 } corners]:
                    group.Add([.. corners.Select(corner => mesh.Index(corner, line))]);
                    break;
            }
        }

        return mesh;
    }

    private double Number(string word, int line) => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
        && double.IsFinite(value) ? value : throw Malformed(word, line);

    private int Index(string corner, int line)
    {
        string first = corner.Split('/')[0];
        return int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index >= 1 && index <= Vertices.Count
            ? index - 1
            : throw Malformed(corner, line);
    }

    private InvalidDataException Malformed(string word, int line) => new($"'{File}' has '{word}' in line {line}, which is no number or no vertex of the mesh.");
}
