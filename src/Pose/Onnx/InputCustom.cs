namespace LivePose.Pose.Onnx;

/// <summary>How networks of a family customarily take their pictures; nothing in a graph shows it.</summary>
/// <param name="Family">The family's name.</param>
/// <param name="Color">Order of the channels.</param>
/// <param name="Mean">Mean of each channel, on the scale 0 to 255.</param>
/// <param name="Std">Standard deviation of each channel, on the scale 0 to 255.</param>
/// <param name="Pad">Pixel value outside the picture.</param>
/// <param name="Fit">How a region is brought to the input's size.</param>
internal sealed record InputCustom(string Family, ColorOrder Color, float[] Mean, float[] Std, float Pad, InputFit Fit)
{
    private static readonly float[] ImageNetMean = [123.675f, 116.28f, 103.53f];
    private static readonly float[] ImageNetStd = [58.395f, 57.12f, 57.375f];
    private static readonly float[] ImageNetMeanBgr = [103.53f, 116.28f, 123.675f];
    private static readonly float[] ImageNetStdBgr = [57.375f, 57.12f, 58.395f];
    private static readonly float[] Zero = [0, 0, 0];
    private static readonly float[] One = [1, 1, 1];

    // open-mmlab/mmdetection, configs/rtmdet: to_rgb False, LetterResize's pad 114.
    internal static readonly InputCustom RtmDet = new("RTMDet", ColorOrder.Bgr, ImageNetMeanBgr, ImageNetStdBgr, 114, InputFit.LetterboxTopLeft);

    // Megvii-BaseDetection/YOLOX, yolox/data/data_augment.py, preproc: since 0.2 without normalisation.
    internal static readonly InputCustom YoloX = new("YOLOX", ColorOrder.Bgr, Zero, One, 114, InputFit.LetterboxTopLeft);

    // RangiLyu/nanodet, config/*.yml: normalize [[103.53, 116.28, 123.675], [57.375, 57.12, 58.395]], keep_ratio; its warp centres.
    internal static readonly InputCustom NanoDet = new("NanoDet", ColorOrder.Bgr, ImageNetMeanBgr, ImageNetStdBgr, 0, InputFit.LetterboxCenter);

    // PaddlePaddle/PaddleDetection, configs/picodet/_base_/picodet_320_reader.yml: keep_ratio False, ImageNet's mean and std on RGB.
    internal static readonly InputCustom PicoDet = new("PicoDet", ColorOrder.Rgb, ImageNetMean, ImageNetStd, 0, InputFit.Stretch);

    // open-mmlab/mmpose, configs/*: bgr_to_rgb True, ImageNet's mean and std; cv2.warpAffine fills with 0. PaddleDetection's keypoint configs are the same.
    internal static readonly InputCustom TopDown = new("top-down pose networks", ColorOrder.Rgb, ImageNetMean, ImageNetStd, 0, InputFit.Crop);

    // google-ai-edge/mediapipe, modules/pose_landmark: ImageToTensor's output_tensor_float_range 0 to 1, border zero.
    internal static readonly InputCustom BlazePose = new("BlazePose", ColorOrder.Rgb, Zero, [255, 255, 255], 0, InputFit.Crop);

    // MoveNet's model card: RGB, values 0 to 255; tf.image.resize_with_pad fills with 0 around the centre.
    internal static readonly InputCustom MoveNet = new("MoveNet", ColorOrder.Rgb, Zero, One, 0, InputFit.LetterboxCenter);

    /// <summary>The input's description, with a note on every field.</summary>
    internal ModelInput Describe(OnnxGraph graph, InputGuess input, FieldNotes notes)
    {
        NoteShape(input, notes);
        bool raw = input.Element != InputElement.Float32 || GraphTrace.NormalisesItself(graph, input.Name);
        if (raw)
        {
            string why = input.Element != InputElement.Float32 ? "the input takes whole numbers, so pixels go in as they are" : "the graph's first operators scale the pixels themselves";
            notes.Seen(why, "input.mean", "input.std");
        }
        else
        {
            notes.Custom($"a graph cannot show it; the custom of {Family}", "input.mean", "input.std");
        }

        notes.Custom($"a graph cannot show it; the custom of {Family}", "input.color", "input.pad", "input.fit");
        return new ModelInput
        {
            Name = input.Name,
            Width = input.Width,
            Height = input.Height,
            Layout = input.Layout,
            Element = input.Element,
            Color = Color,
            Mean = raw ? Zero : Mean,
            Std = raw ? One : Std,
            Pad = Pad,
            Fit = Fit,
        };
    }

    private static void NoteShape(InputGuess input, FieldNotes notes)
    {
        notes.Seen("the graph's only input", "input.name");
        notes.Seen("the graph's type of the input", "input.element");
        notes.Seen("three channels lie there in the input's shape", "input.layout");
        if (input.OpenSize)
        {
            notes.Custom("the graph leaves it open; a side-car file can say another multiple of 32", "input.width", "input.height");
        }
        else
        {
            notes.Seen("the input's shape", "input.width", "input.height");
        }
    }
}
