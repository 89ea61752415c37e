using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace LivePose.Fitting.Export;

/// <summary>Writes 3D joints as JSON Lines: a header object, then one object per frame, each in the file as soon as it is written.</summary>
/// <remarks>
/// Header: joint names, unit, frame. Then <c>{"frame","time","people":[{"id","joints":[[x,y,z],…],"covariances":[[xx,xy,xz,yy,yz,zz],…],
/// "error","support"}]}</c>: metres and m² in the camera frame, reprojection error in px; <c>covariances</c> is left out where
/// none was computed. Nothing is allocated per frame.
/// </remarks>
public sealed class JointLinesWriter : IDisposable
{
    private readonly FileStream _file;
    private readonly ArrayBufferWriter<byte> _line = new(16 * 1024);
    private readonly Utf8JsonWriter _json;

    /// <summary>Begins a file with its header.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public JointLinesWriter(string path, PinholeCamera camera)
    {
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _json = new Utf8JsonWriter(_line, new JsonWriterOptions { SkipValidation = true });
        _json.WriteStartObject();
        _json.WriteStartArray("joints");
        foreach (string name in BodyJoint.Names)
        {
            _json.WriteStringValue(name);
        }

        _json.WriteEndArray();
        _json.WriteString("unit", "metre");
        _json.WriteString("axes", "camera: +x right, +y down, +z forward");
        _json.WriteStartObject("camera");
        _json.WriteNumber("fx", camera.FocalX);
        _json.WriteNumber("fy", camera.FocalY);
        _json.WriteNumber("cx", camera.CenterX);
        _json.WriteNumber("cy", camera.CenterY);
        _json.WriteEndObject();
        _json.WriteEndObject();
        EndLine();
    }

    /// <summary>Appends a frame; people whose fit was rejected are left out.</summary>
    /// <param name="frame">Index in the source.</param>
    /// <param name="time">Seconds.</param>
    /// <param name="people">Identity and fit of each person.</param>
    /// <exception cref="IOException">It cannot be written, for example because the disk is full.</exception>
    public void Write(long frame, double time, ReadOnlySpan<(int Id, BodyFit Fit)> people)
    {
        _json.WriteStartObject();
        _json.WriteNumber("frame"u8, frame);
        _json.WriteNumber("time"u8, Math.Round(time, 6));
        _json.WriteStartArray("people"u8);
        foreach ((int id, BodyFit fit) in people)
        {
            if (fit.Rejection == FitRejection.None)
            {
                WritePerson(id, fit);
            }
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
        EndLine();
    }

    /// <summary>Finishes the file.</summary>
    public void Dispose()
    {
        _json.Dispose();
        _file.Dispose();
    }

    private void WritePerson(int id, BodyFit fit)
    {
        _json.WriteStartObject();
        _json.WriteNumber("id"u8, id);
        _json.WriteStartArray("joints"u8);
        foreach (Vector3D v in fit.Joints)
        {
            WriteRow("0.#####", v.X, v.Y, v.Z);
        }

        _json.WriteEndArray();
        if (fit.JointCovariances[0] != default)
        {
            _json.WriteStartArray("covariances"u8);
            foreach (Matrix3 c in fit.JointCovariances)
            {
                WriteRow("0.###E0", c.M11, c.M12, c.M13, c.M22, c.M23, c.M33);
            }

            _json.WriteEndArray();
        }

        _json.WriteNumber("error"u8, Math.Round(fit.ReprojectionError, 3));
        _json.WriteNumber("support"u8, Math.Round(fit.Support, 4));
        _json.WriteEndObject();
    }

    private void WriteRow(string format, params ReadOnlySpan<double> values)
    {
        Span<byte> text = stackalloc byte[32];
        _json.WriteStartArray();
        foreach (double value in values)
        {
            if (!value.TryFormat(text, out int length, format, CultureInfo.InvariantCulture))
            {
                throw new InvalidOperationException($"{value} is not a place or a variance of a body.");
            }

            _json.WriteRawValue(text[..length], skipInputValidation: true);
        }

        _json.WriteEndArray();
    }

    private void EndLine()
    {
        _json.Flush();
        _json.Reset();
        _line.Write("\n"u8);
        _file.Write(_line.WrittenSpan);
        _line.ResetWrittenCount();
    }
}
