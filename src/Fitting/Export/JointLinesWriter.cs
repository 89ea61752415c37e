using System.Globalization;
using System.Text.Json;

namespace LivePose.Fitting.Export;

/// <summary>Writes 3D joints as JSON Lines: a header object, then one object per frame.</summary>
/// <remarks>
/// Header: joint names, unit, frame. Then <c>{"frame","time","people":[{"id","joints":[[x,y,z],…],"covariances":[[xx,xy,xz,yy,yz,zz],…],
/// "error","support"}]}</c>: metres and m² in the camera frame, reprojection error in px; <c>covariances</c> is left out where
/// none was computed.
/// </remarks>
public sealed class JointLinesWriter : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { SkipValidation = true };

    private readonly FileStream _file;

    /// <summary>Begins a file with its header.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public JointLinesWriter(string path, PinholeCamera camera)
    {
        _file = File.Create(path);
        WriteLine(json =>
        {
            json.WriteStartArray("joints");
            foreach (string name in BodyJoint.Names)
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
            json.WriteString("unit", "metre");
            json.WriteString("axes", "camera: +x right, +y down, +z forward");
            json.WriteStartObject("camera");
            json.WriteNumber("fx", camera.FocalX);
            json.WriteNumber("fy", camera.FocalY);
            json.WriteNumber("cx", camera.CenterX);
            json.WriteNumber("cy", camera.CenterY);
            json.WriteEndObject();
        });
    }

    /// <summary>Appends a frame; people whose fit was rejected are left out.</summary>
    /// <param name="frame">Index in the source.</param>
    /// <param name="time">Seconds.</param>
    /// <param name="people">Identity and fit of each person.</param>
    public void Write(long frame, double time, IEnumerable<(int Id, BodyFit Fit)> people) => WriteLine(json =>
    {
        json.WriteNumber("frame", frame);
        json.WriteNumber("time", Math.Round(time, 6));
        json.WriteStartArray("people");
        foreach ((int id, BodyFit fit) in people.Where(p => p.Fit.Rejection == FitRejection.None))
        {
            WritePerson(json, id, fit);
        }

        json.WriteEndArray();
    });

    /// <summary>Finishes the file.</summary>
    public void Dispose() => _file.Dispose();

    private static void WritePerson(Utf8JsonWriter json, int id, BodyFit fit)
    {
        json.WriteStartObject();
        json.WriteNumber("id", id);
        json.WriteStartArray("joints");
        foreach (Vector3D v in fit.Joints)
        {
            WriteRow(json, "0.#####", v.X, v.Y, v.Z);
        }

        json.WriteEndArray();
        if (fit.JointCovariances[0] != default)
        {
            json.WriteStartArray("covariances");
            foreach (Matrix3 c in fit.JointCovariances)
            {
                WriteRow(json, "0.###E0", c.M11, c.M12, c.M13, c.M22, c.M23, c.M33);
            }

            json.WriteEndArray();
        }

        json.WriteNumber("error", Math.Round(fit.ReprojectionError, 3));
        json.WriteNumber("support", Math.Round(fit.Support, 4));
        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, string format, params ReadOnlySpan<double> values)
    {
        json.WriteStartArray();
        foreach (double value in values)
        {
            json.WriteRawValue(value.ToString(format, CultureInfo.InvariantCulture));
        }

        json.WriteEndArray();
    }

    private void WriteLine(Action<Utf8JsonWriter> content)
    {
        using (Utf8JsonWriter json = new(_file, Options))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }

        _file.Write("\n"u8);
    }
}
