using System.Numerics;
using System.Runtime.InteropServices;
using LivePose.Fitting;
using LivePose.Fitting.Body;
using LivePose.Render;

namespace LivePose.App.Drawing;

/// <summary>The bodies of everyone in a frame, ready to be drawn. Whoever is away leaves his to the next newcomer.</summary>
internal sealed class DrawnBodies : IDisposable
{
    private static readonly int[] JointParents = [.. BodyJoint.Parents];

    private readonly IGlContext _context;
    private readonly BodyModel _model;
    private readonly BodyTopology _topology;
    private readonly FastSkinning _skinning;
    private readonly List<DrawnBody> _bodies = [];
    private readonly List<Vector3> _joints = [];
    private readonly List<int> _ids = [];
    private long _frame;

    /// <summary>Sends what all share to the GPU.</summary>
    /// <param name="context">Current on this thread.</param>
    /// <param name="model">The body that is fitted.</param>
    /// <exception cref="ArgumentException">The body has more joints than can be drawn.</exception>
    public DrawnBodies(IGlContext context, BodyModel model)
    {
        (_context, _model) = (context, model);
        _topology = new BodyTopology(context.Gl, model.Faces, model.JointCount, model.Weights.RowStart, model.Weights.Columns, model.Weights.Values, model.Template);
        _skinning = new FastSkinning(model);
    }

    /// <summary>The bodies to draw.</summary>
    public BodyList List { get; } = new();

    /// <summary>Identity of each.</summary>
    public IReadOnlyList<int> Ids => _ids;

    /// <summary>Joints of everyone, one person after the other, 24 each, scene coordinates, metres.</summary>
    public ReadOnlySpan<Vector3> Joints => CollectionsMarshal.AsSpan(_joints);

    /// <summary>Parent of each of a person's joints.</summary>
    public static ReadOnlySpan<int> Parents => JointParents;

    /// <summary>Takes over the bodies of a frame; rejected fits are left out.</summary>
    /// <param name="fits">Identity and fit of each person.</param>
    public void Set(ReadOnlySpan<(int Id, BodyFit Fit)> fits)
    {
        List.Clear();
        _joints.Clear();
        _ids.Clear();
        _frame++;
        foreach ((int id, BodyFit fit) in fits)
        {
            if (fit.Rejection == FitRejection.None)
            {
                Add(id, fit);
            }
        }
    }

    public void Dispose()
    {
        _bodies.ForEach(body => body.Dispose());
        _topology.Dispose();
    }

    private void Add(int id, BodyFit fit)
    {
        DrawnBody body = BodyOf(id);
        (body.Id, body.LastFrame) = (id, _frame);
        body.Set(fit.Parameters);
        if (List.TryAdd(body.Mesh, body.Bones, PersonColor.Of(new TrackId(id))))
        {
            _ids.Add(id);
            foreach (Vector3D joint in fit.Joints)
            {
                _joints.Add(new Vector3((float)joint.X, (float)joint.Y, (float)joint.Z));
            }
        }
    }

    /// <summary>His own, else that of who is away longest, else a new one.</summary>
    private DrawnBody BodyOf(int id)
    {
        DrawnBody? oldest = null;
        foreach (DrawnBody body in _bodies)
        {
            if (body.Id == id)
            {
                return body;
            }

            oldest = body.LastFrame < _frame - 1 && (oldest is null || body.LastFrame < oldest.LastFrame) ? body : oldest;
        }

        if (oldest is null)
        {
            oldest = new DrawnBody(_context, _topology, _model, _bodies.Count == 0 ? _skinning : _skinning.CreateSibling());
            _bodies.Add(oldest);
        }

        return oldest;
    }
}
