"""Writes a trained network as ONNX, with what LivePose must know of it in the file's metadata.

usage: export_onnx.py --network heatmap|regression|integral|detector --weights heatmap.pt -o livepose-pose.onnx
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from torch import Tensor, nn

import detector_samples
import geometry
import trainer
from detector_network import STRIDES, DetectorNetwork
from layers import MEAN_RGB, STD_RGB
from pose_networks import INTEGRAL_BETA, HeatmapNetwork, RegressionNetwork

METADATA_KEY = "livepose.descriptor"


class Regressed(nn.Module):
    """Positions [B, 17, 2] and log sigmas [B, 17, 2] apart."""

    def __init__(self, network: RegressionNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return self.network(x).split(2, -1)


def image_input(width: int, height: int, pad: float, fit: str) -> dict:
    """The descriptor's input."""
    return {
        "color": "rgb", "mean": MEAN_RGB, "std": STD_RGB, "pad": pad, "fit": fit, "width": width, "height": height,
        "layout": "nchw", "element": "float32",
    }


def pose(decoder: dict) -> dict:
    """Descriptor of a pose network."""
    return {
        "kind": "pose", **decoder, "keypoints": "coco17", "region": "person", "boxScale": geometry.BOX_SCALE,
        "input": image_input(geometry.POSE_WIDTH, geometry.POSE_HEIGHT, 0, "crop"),
    }


DETECTOR = {
    "kind": "detector", "decoder": "rtmdet", "classes": 1, "personClass": 0, "strides": STRIDES, "anchorOffset": 0.5,
    "boxUnits": "strides", "scores": "logit",
    "input": image_input(detector_samples.WIDTH, detector_samples.HEIGHT, detector_samples.PAD, "letterbox-topleft"),
}

NETWORKS = {
    "heatmap": (HeatmapNetwork, ["heatmap"], pose({"decoder": "heatmap", "refine": "dark"})),
    "integral": (HeatmapNetwork, ["maps"], pose({"decoder": "integral", "beta": INTEGRAL_BETA})),
    "regression": (RegressionNetwork, ["positions", "sigmas"], pose({"decoder": "likelihood", "coordinates": "unit", "sigma": "log"})),
    "detector": (DetectorNetwork, [f"{kind}_{s}" for kind in ("score", "distance") for s in STRIDES], DETECTOR),
}


def field(number: int, payload: bytes) -> bytes:
    """A length-delimited protobuf field."""
    head, length = bytes([number << 3 | 2]), len(payload)
    while length >= 128:
        head, length = head + bytes([length & 127 | 128]), length >> 7
    return head + bytes([length]) + payload


def add_metadata(file: Path, key: str, value: str) -> None:
    """Appends an entry to a ModelProto's metadata_props (field 14): protobuf messages are joined by writing them one after another."""
    entry = field(1, key.encode()) + field(2, value.encode())
    with file.open("ab") as stream:
        stream.write(field(14, entry))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--network", choices=NETWORKS, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    make, outputs, descriptor = NETWORKS[arguments.network]
    network = make()
    network.load_state_dict(trainer.averaged(arguments.weights))
    size = descriptor["input"]
    exported = Regressed(network) if arguments.network == "regression" else network
    torch.onnx.export(
        exported.eval(), torch.zeros(1, 3, size["height"], size["width"]), str(arguments.output), opset_version=13,
        input_names=["image"], output_names=outputs, dynamic_axes={name: {0: "batch"} for name in ["image", *outputs]})
    full = {**descriptor, "outputs": outputs, "input": {"name": "image", **descriptor["input"]}}
    add_metadata(arguments.output, METADATA_KEY, json.dumps(full))
    print(f"{arguments.output}: {arguments.output.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
