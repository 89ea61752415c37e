"""Frames of real videos with the poses that larger networks found in them, as a COCO-format data set.

usage: pseudo_labels.py --videos A.mp4 B.mp4 FRAMES --poses DIR -o OUT
A folder of images counts as a video. DIR holds NAME.poses.jsonl, written by
  livepose video A.mp4 B.mp4 -o DIR --formats jsonl --detect-every 1 --no-smoothing --detector rtmdet.onnx --pose tinypose.onnx
A keypoint's weight grows from 0 at confidence 0.3 to 1 at 0.8.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np


def annotation(person: dict, image_id: int, number: int) -> dict:
    """One tracked person as a COCO annotation; where the pose is doubtful as a whole, so is the person: a region to ignore."""
    values = np.asarray(person["keypoints"], np.float64)[:, :3]
    weights = np.clip((values[:, 2] - 0.3) / 0.5, 0, 1)
    keypoints = np.concatenate([values[:, :2], np.where(weights > 0, 2, 0)[:, None]], 1)
    return {
        "id": number, "image_id": image_id, "category_id": 1, "iscrowd": 0, "ignore": int(weights.mean() < 0.55),
        "bbox": person["box"], "area": 0.52 * person["box"][2] * person["box"][3],
        "keypoints": keypoints.round(3).ravel().tolist(), "keypoint_weights": weights.round(3).tolist(),
    }


def frames(video: Path) -> Iterator[np.ndarray]:
    """The pictures of a video, or of a folder of images."""
    if video.is_dir():
        yield from (cv2.imread(str(file)) for file in sorted(video.iterdir()))
        return
    capture = cv2.VideoCapture(str(video))
    while (read := capture.read())[0]:
        yield read[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--videos", nargs="+", type=Path, required=True)
    parser.add_argument("--poses", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    (arguments.output / "images").mkdir(parents=True, exist_ok=True)
    images: list[dict] = []
    annotations: list[dict] = []
    for video in arguments.videos:
        lines = (arguments.poses / f"{video.stem}.poses.jsonl").read_text().splitlines()[1:]
        for line, frame in zip(map(json.loads, lines), frames(video)):
            name = f"{video.stem}_{line['frame']:04d}.jpg"
            cv2.imwrite(str(arguments.output / "images" / name), frame, [cv2.IMWRITE_JPEG_QUALITY, 92])
            images.append({"id": len(images) + 1, "file_name": name, "width": frame.shape[1], "height": frame.shape[0]})
            for person in line["people"]:
                annotations.append(annotation(person, len(images), len(annotations) + 1))
    data = {"images": images, "annotations": annotations, "categories": [{"id": 1, "name": "person"}]}
    (arguments.output / "annotations.json").write_text(json.dumps(data))
    print(f"{len(images)} frames, {len(annotations)} people")


if __name__ == "__main__":
    main()
