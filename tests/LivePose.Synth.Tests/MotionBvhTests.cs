using CsCheck;
using LivePose.Fitting;
using LivePose.Fitting.Body;
using LivePose.Fitting.Export;
using LivePose.Testing;

namespace LivePose.Synth.Tests;

public sealed class MotionBvhTests
{
    /// <summary>Written by hand: a trunk of 2 with a head of 1 on it, +y up; in the second frame it moves, turns left and nods.</summary>
    private const string Small = """
        HIERARCHY
        ROOT hips
        {
          OFFSET 0 10 0
          CHANNELS 6 Xposition Yposition Zposition Zrotation Xrotation Yrotation
          JOINT the chest {
            OFFSET 0 2 0
            CHANNELS 3 Yrotation Xrotation Zrotation
            End Site { OFFSET 0 1 0 }
          }
        }
        MOTION
        Frames: 2
        Frame Time: 0.04
        0 0 0 0 0 0 0 0 0
        1 2 3 0 0 90 90 90 0
        """;

    private static readonly BodySkeleton Skeleton = BuiltInBody.Model.ToSkeleton();
    private static readonly Proportions Mean = new(BuiltInBody.Model, []);

    [Fact]
    public void A_small_file_poses_as_reckoned_by_hand()
    {
        BvhClip clip = BvhReader.Parse(Small, "small.bvh");
        Assert.Equal(2, clip.FrameCount);
        Assert.Equal(0.04, clip.FrameTime);
        Assert.Equal(["hips", "the chest"], clip.Joints.Select(j => j.Name));
        Assert.Equal([-1, 0], clip.Joints.Select(j => j.Parent));

        Matrix3[] turns = new Matrix3[2];
        Vector3D[] places = new Vector3D[2];
        clip.Pose(0, turns, places);
        MotionChecks.AssertNear(new Vector3D(0, 12, 0), places[1], 1e-12);

        clip.Pose(1, turns, places);
        MotionChecks.AssertNear(new Vector3D(1, 12, 3), places[0], 1e-12);
        MotionChecks.AssertNear(new Vector3D(1, 14, 3), places[1], 1e-12);
        MotionChecks.AssertNear(new Vector3D(1, 0, 0), turns[0] * new Vector3D(0, 0, 1), 1e-12); // a quarter turn: ahead becomes left
        MotionChecks.AssertNear(new Vector3D(0, 0, -1), turns[1] * new Vector3D(0, 1, 0), 1e-12); // turned half round, then bent ahead
    }

    [Fact]
    public void A_motion_that_we_wrote_comes_back()
    {
        Motion walk = Motion.Create("walk", Mean, new Random(5));
        FittedMotion motion = Fitted(walk, 12);
        string path = Path.GetTempFileName();
        try
        {
            BvhWriter.Write(path, motion);
            BvhMotion back = new(BvhReader.Read(path), Mean);
            Assert.Equal(11 / 30.0, back.Duration, 1e-4);
            BodyParameters expected = new(10), found = new(10);
            for (int f = 0; f < 12; f++)
            {
                walk.At(f / 30.0, expected);
                back.At(f * (back.Duration / 11), found);
                for (int j = 1; j < BodyJoint.Count; j++)
                {
                    MotionChecks.AssertNear(expected.Rotations[j], found.Rotations[j], 1e-4);
                }

                Assert.Equal(expected.Rotations[0].M22, found.Rotations[0].M22, 1e-4); // the same but for the heading at the start
                Assert.Equal(expected.Translation.Y, found.Translation.Y, 0.003);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("mh_walk1.bvh", 14)]
    [InlineData("mh_dance1.bvh", 1)]
    [InlineData("mh_benchmark.bvh", 1)]
    [InlineData("mh_tpose.bvh", 1)]
    public void MakeHumans_motions_drive_a_body(string file, int frames)
    {
        BvhClip clip = BvhReader.Read(SharedData.Path("body", file));
        Assert.Equal(frames, clip.FrameCount);
        BvhMotion motion = new(clip, Mean);
        BodyParameters pose = new(10);
        BodyKinematics kinematics = new(Skeleton, new KeypointRig(Skeleton, KeypointSets.Coco17));
        for (int f = 0; f < frames; f++)
        {
            motion.At(f * clip.FrameTime, pose);
            kinematics.Update(pose);
            Assert.All(kinematics.Joints, j => Assert.True(j.IsFinite));
            Assert.InRange(kinematics.Joints[BodyJoint.Head].Y, 0.8, 1.8);
            Assert.InRange(kinematics.Joints[BodyJoint.LeftAnkle].Y, 0, 0.7);
            Assert.True(kinematics.Joints[BodyJoint.LeftShoulder].Y > kinematics.Joints[BodyJoint.LeftHip].Y);
        }
    }

    [Fact]
    public void A_recorded_walk_points_its_bones_where_the_recording_does()
    {
        BvhClip clip = BvhReader.Read(SharedData.Path("body", "mh_walk1.bvh"));
        BvhMotion motion = new(clip, Mean);
        BodyParameters pose = new(10);
        BodyKinematics kinematics = new(Skeleton, new KeypointRig(Skeleton, KeypointSets.Coco17));
        Matrix3[] turns = new Matrix3[clip.Joints.Count];
        Vector3D[] places = new Vector3D[clip.Joints.Count];
        foreach (int f in (int[])[0, 5, 13])
        {
            motion.At(f * clip.FrameTime, pose);
            kinematics.Update(pose);
            clip.Pose(f, turns, places);
            Vector3D[] ours = kinematics.Joints;
            AssertHeights(clip, places, "UpLeg_L", "LoLeg_L", ours[BodyJoint.LeftKnee] - ours[BodyJoint.LeftHip]);
            AssertHeights(clip, places, "LoLeg_R", "Foot_R", ours[BodyJoint.RightAnkle] - ours[BodyJoint.RightKnee]);
            AssertHeights(clip, places, "UpArm_L", "LoArm_L", ours[BodyJoint.LeftElbow] - ours[BodyJoint.LeftShoulder]);
            AssertHeights(clip, places, "LoArm_R", "Hand_R", ours[BodyJoint.RightWrist] - ours[BodyJoint.RightElbow]);
        }
    }

    [Theory]
    [InlineData("Hips Chest Neck Head LeftUpLeg LeftLeg LeftFoot LeftToeBase LeftShoulder LeftArm LeftForeArm LeftHand")]
    [InlineData("mixamorig:Hips mixamorig:Spine mixamorig:Neck mixamorig:Head mixamorig:LeftUpLeg mixamorig:LeftLeg mixamorig:LeftFoot mixamorig:LeftToeBase mixamorig:LeftShoulder mixamorig:LeftArm mixamorig:LeftForeArm mixamorig:LeftHand")]
    [InlineData("hip abdomen neck head lThigh lShin lFoot lToe lCollar lShldr lForeArm lHand")]
    [InlineData("root spine05 neck01 head upperleg01.L lowerleg01.L foot.L toe1-1.L clavicle.L upperarm01.L lowerarm01.L wrist.L")]
    [InlineData("pelvis spine1 neck head left_hip left_knee left_ankle left_foot left_collar left_shoulder left_elbow left_wrist")]
    [InlineData("Hips Chest Neck Head LeftHip LeftKnee LeftAnkle LeftToe LeftCollar LeftShoulder LeftElbow LeftWrist")]
    public void Common_names_are_understood(string names)
    {
        string[] left = names.Split(' ');
        List<BvhJoint> joints = [];
        void Add(string name, int parent) => joints.Add(new BvhJoint(name, parent, new Vector3D(0, 1, 0), [], 0));
        Add(left[0], -1);
        Add(left[1], 0);
        Add(left[2], 1);
        Add(left[3], 2);
        foreach (string side in (string[])["left", "right"])
        {
            for (int i = 4; i < left.Length; i++)
            {
                string name = side == "left" ? left[i] : left[i].Replace("Left", "Right", StringComparison.Ordinal).Replace("left", "right", StringComparison.Ordinal).Replace(".L", ".R", StringComparison.Ordinal);
                name = side == "right" && name == left[i] ? $"r{name[1..]}" : name;
                Add(name, i == 4 ? 0 : i == 8 ? 1 : joints.Count - 1);
            }
        }

        int[] rig = BvhRig.Find(new BvhClip("names.bvh", joints, 1, 1, []));
        int[] expected = [BodyJoint.LeftHip, BodyJoint.LeftKnee, BodyJoint.LeftAnkle, BodyJoint.LeftFoot, BodyJoint.LeftCollar, BodyJoint.LeftShoulder, BodyJoint.LeftElbow, BodyJoint.LeftWrist];
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(4 + i, rig[expected[i]]);
            Assert.Equal(12 + i, rig[BodyJoint.Mirror[expected[i]]]);
        }

        Assert.Equal((0, 1, 2, 3), (rig[BodyJoint.Pelvis], rig[BodyJoint.Spine3], rig[BodyJoint.Neck], rig[BodyJoint.Head]));
    }

    [Theory]
    [InlineData("", "'a.bvh' is not a usable BVH file: line 1: the file ends where 'HIERARCHY' is expected.")]
    [InlineData("HIERARCHY\nROOT hips\n{\nOFFSET 0 x 0", "line 4: 'x' stands where an offset is expected.")]
    [InlineData("HIERARCHY\nROOT hips\n{\nOFFSET 0 0 0\nCHANNELS 1 Wrotation", "line 5: 'Wrotation' is no channel; there are Xposition, Yposition, Zposition, Xrotation, Yrotation, Zrotation.")]
    [InlineData("HIERARCHY\nROOT hips\n{\nOFFSET 0 0 0\nCHANNELS 1 Zrotation\n}\nMOTION\nFrames: 0", "line 8: it has 0 frames of 1 channels; it needs at least 1 frame and at most 100000000 numbers.")]
    [InlineData("HIERARCHY\nROOT hips\n{\nOFFSET 0 0 0\nCHANNELS 1 Zrotation\n}\nMOTION\nFrames: 2\nFrame Time: 0.1\n1\n", "line 11: the file ends where number 1 of 1 of frame 2 of 2 is expected.")]
    [InlineData("HIERARCHY\nROOT hips\n{\nOFFSET 0 0 0\nCHANNELS 1 Zrotation\n}\nMOTION\nFrames: 1\nFrame Time: 0.1\n1\n2", "line 11: there is more after its 1 frames of 1 numbers.")]
    public void Bad_files_are_refused_in_one_sentence(string text, string message)
    {
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => BvhReader.Parse(text, "a.bvh"));
        Assert.EndsWith(message, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_skeleton_that_is_no_person_is_refused() =>
        Assert.Contains(
            "'a.bvh' has no joint for left_hip", Assert.Throws<InvalidDataException>(() => BvhRig.Find(new BvhClip("a.bvh", [new BvhJoint("root", -1, default, [], 0)], 1, 1, []))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains("'no.bvh'", Assert.Throws<FileNotFoundException>(() => BvhReader.Read("no.bvh")).Message, StringComparison.Ordinal);

    [Fact]
    public void Damaged_files_are_read_or_refused_but_nothing_else_happens()
    {
        string path = Path.GetTempFileName();
        BvhWriter.Write(path, Fitted(Motion.Create("wave", Mean, new Random(1)), 2));
        string good = File.ReadAllText(path);
        File.Delete(path);
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Int[0, 200], Gen.Char[' ', '~']).Array[1, 4].Sample(
            edits =>
            {
                string text = good;
                foreach ((int at, int length, char c) in edits)
                {
                    int start = Math.Min(at, text.Length);
                    text = string.Concat(text.AsSpan(0, start), c.ToString(), text.AsSpan(Math.Min(start + length, text.Length)));
                }

                try
                {
                    BodyParameters pose = new(10);
                    new BvhMotion(BvhReader.Parse(text, "a.bvh"), Mean).At(0.01, pose);
                }
                catch (InvalidDataException e)
                {
                    Assert.EndsWith(".", e.Message, StringComparison.Ordinal);
                }
            },
            iter: 300);
    }

    private static void AssertHeights(BvhClip clip, Vector3D[] places, string from, string to, Vector3D bone)
    {
        Vector3D recorded = Place(clip, places, to) - Place(clip, places, from); // the file's z is up
        Assert.Equal(recorded.Z / recorded.Length, bone.Y / bone.Length, 0.02);
    }

    private static Vector3D Place(BvhClip clip, Vector3D[] places, string name)
    {
        for (int j = 0; j < places.Length; j++)
        {
            if (clip.Joints[j].Name == name)
            {
                return places[j];
            }
        }

        throw new InvalidDataException(name);
    }

    /// <summary>Frames of a motion as the fitter would hand them over, seen by a level camera.</summary>
    private static FittedMotion Fitted(Motion motion, int frames)
    {
        List<BodyFit> fits = [];
        for (int f = 0; f < frames; f++)
        {
            BodyFit fit = new(10) { Rejection = FitRejection.None };
            motion.At(f / 30.0, fit.Parameters);
            fit.Parameters.Rotations[0] = Rotation.Exp(new Vector3D(Math.PI, 0, 0)) * fit.Parameters.Rotations[0];
            Vector3D pelvis = fit.Parameters.Translation + Mean.RestPelvis;
            fit.Parameters.Translation = new Vector3D(pelvis.X, -pelvis.Y, -pelvis.Z) - Mean.RestPelvis;
            fits.Add(fit);
        }

        return new FittedMotion(Skeleton, 30, 0, fits);
    }
}
