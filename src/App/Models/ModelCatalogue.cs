using LivePose.Pose.Onnx;

namespace LivePose.App.Models;

/// <summary>The public networks that are known by name, the best of each kind first.</summary>
/// <remarks>
/// Addresses: README of Tau-J/rtmlib ("Model Zoo") and its rtmlib/tools/solution/body.py; the RTMDet archives and RTMPose-l 256×192 follow
/// the same rule and are used by several public projects. Accuracies and input sizes: open-mmlab/mmpose, projects/rtmpose/README.md
/// (tables "Body8" and "Pipeline Performance") and Human-Art's README (detectors trained on Human-Art). Checksums: pins in public
/// projects, taken only where two that do not depend on each other agree. docs/models.md tells more.
/// </remarks>
internal static class ModelCatalogue
{
    private const string YoloXAt416 =
        """{ "input": { "width": 416, "height": 416, "color": "bgr", "mean": [0, 0, 0], "std": [1, 1, 1], "pad": 114, "fit": "letterbox-topleft" } }""";

    private const string YoloXAt640 =
        """{ "input": { "width": 640, "height": 640, "color": "bgr", "mean": [0, 0, 0], "std": [1, 1, 1], "pad": 114, "fit": "letterbox-topleft" } }""";

    private const string RtmDetAt320 =
        """{ "input": { "width": 320, "height": 320, "color": "bgr", "mean": [103.53, 116.28, 123.675], "std": [57.375, 57.12, 58.395], "pad": 114, "fit": "letterbox-topleft" } }""";

    private const string RtmDetAt640 =
        """{ "input": { "width": 640, "height": 640, "color": "bgr", "mean": [103.53, 116.28, 123.675], "std": [57.375, 57.12, 58.395], "pad": 114, "fit": "letterbox-topleft" } }""";

    private const string TopDown =
        """{ "input": { "color": "rgb", "mean": [123.675, 116.28, 103.53], "std": [58.395, 57.12, 57.375], "pad": 0, "fit": "crop" } }""";

    /// <summary>Where the publisher keeps the archives.</summary>
    public static Uri Source { get; } = new("https://download.openmmlab.com/mmpose/v1/projects/rtmposev1/onnx_sdk/");

    /// <summary>All of them. <c>auto</c> takes the first of a kind that is installed.</summary>
    public static IReadOnlyList<CatalogueModel> All { get; } =
    [
        Pose("rtmpose-l-384", "rtmpose-l_simcc-body7_pt-body7_420e-384x288-3f5a1437_20230504.zip", "78.3", "~103", "384x288, 27.8 M parameters, 9.4 GFLOPs; slow without a GPU"),
        Pose("rtmpose-l", "rtmpose-l_simcc-body7_pt-body7_420e-256x192-4dba18fc_20230504.zip", "76.7", "~103", "256x192, 27.7 M parameters, 4.2 GFLOPs") with
        {
            Sha256 = "cff059fd58a2c0d5fabaddcd66a96abcfb327563bcb0149ea59c9de4a8990fe2",
        },
        Pose("rtmpose-m", "rtmpose-m_simcc-body7_pt-body7_420e-256x192-e48f03d0_20230504.zip", "74.9", "50.8", "256x192, 13.6 M parameters, 1.9 GFLOPs") with
        {
            Sha256 = "5c0a4bf67953e6d2ac43ce15e77dc9d5d354ae18430a47d2c5963a7bc5683e3c",
        },
        Pose("rtmpose-s", "rtmpose-s_simcc-body7_pt-body7_420e-256x192-acd4a1ef_20230504.zip", "69.7", "20.5", "256x192, 5.5 M parameters, 0.7 GFLOPs") with
        {
            Sha256 = "9aeb635b83f86aea45cf45d85798f7eba1a162de8e0d721c44e54fe5eebaf47d",
        },
        Pose("rtmpose-t", "rtmpose-t_simcc-body7_pt-body7_420e-256x192-026a1439_20230504.zip", "65.9", "12.5", "256x192, 3.3 M parameters, 0.4 GFLOPs") with
        {
            Sha256 = "a6c2f6a3896a4d51131d14d7a80a3d08b50f559af5a58a45d5b098aef510a70f",
        },

        // The order of the detectors is a judgement: their accuracies are of different sets.
        Detector("rtmdet-m", "rtmdet_m_8xb32-100e_coco-obj365-person-235e8209.zip", "62.5 (COCO)", "~92", "RTMDet, 640x640, 24.7 M parameters, 39 GFLOPs; slow without a GPU", RtmDetAt640) with
        {
            Sha256 = "4f4d7e07350b1753299111d1ae500fd64447a5b0e38e4bacbefab6573c742d30",
        },
        Detector("yolox-m", "yolox_m_8xb8-300e_humanart-c2c7a14a.zip", "59.1 (Human-Art)", "94.2", "YOLOX, 640x640, people in photographs and art; slow without a GPU", YoloXAt640) with
        {
            Sha256 = "3dea6513388889f0fff4b77bf7a26013600321b9eb9ceb0e9a400a82572f5f23",
        },
        Detector("yolox-tiny", "yolox_tiny_8xb8-300e_humanart-6f3252f9.zip", "47.7 (Human-Art)", "~19", "YOLOX, 416x416, people in photographs and art", YoloXAt416) with
        {
            Sha256 = "ceb11c07298f95c50d7c5abeb906d03340c85f23aa79e3e66966e7fb6c307250",
        },
        Detector("rtmdet-nano", "rtmdet_nano_8xb32-100e_coco-obj365-person-05d8511e.zip", "40.3 (COCO)", "3.8", "RTMDet, 320x320, 1 M parameters, 0.3 GFLOPs; misses small people", RtmDetAt320) with
        {
            Sha256 = "8297e829ccc5590c8e2d32d5a211f322a0585fb7467eec85eb12c9525b0b95d6",
        },
        Detector("yolox-nano", "yolox_nano_8xb8-300e_humanart-40f6f0d0.zip", "38.9 (Human-Art)", "~3.5", "YOLOX, 416x416, people in photographs and art", YoloXAt416) with
        {
            Sha256 = "1450966de24902b18aada1a78913d7efd8fc8dcd51bd4d0d5591476bd4a38821",
        },
    ];

    private static CatalogueModel Pose(string name, string archive, string cocoAp, string megabytes, string about) =>
        new(name, ModelKind.Pose, archive, $"{cocoAp} (COCO)", megabytes, $"RTMPose body7, {about}") { Descriptor = TopDown };

    private static CatalogueModel Detector(string name, string archive, string accuracy, string megabytes, string about, string descriptor) =>
        new(name, ModelKind.Detector, archive, accuracy, megabytes, about) { Descriptor = descriptor };
}
