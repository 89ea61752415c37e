"""How many annotated people a detector finds, from what `livepose video` wrote about a folder of images.

usage: detector_recall.py --annotations A.json --images DIR --poses DIR.poses.jsonl [--min-side 0]
The folder must hold exactly the annotated images. Printed: recall at IoU 0.5 (one box a person, best score first), and how many
boxes hit nobody (crowds are no misses).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from people import Picture, read_pictures


def overlaps(box: np.ndarray, others: np.ndarray) -> np.ndarray:
    """IoU of a box with others, all x, y, width, height."""
    low = np.maximum(box[:2], others[:, :2])
    high = np.minimum(box[:2] + box[2:], others[:, :2] + others[:, 2:])
    shared = np.clip(high - low, 0, None).prod(1)
    return shared / (box[2:].prod() + others[:, 2:].prod(1) - shared)


def matched(picture: Picture, found: list[dict]) -> tuple[np.ndarray, int]:
    """Which of a picture's people were found, and how many boxes hit nobody."""
    hit = np.zeros(len(picture.boxes), bool)
    wrong = 0
    for person in found:
        box = np.asarray(person["box"])
        iou = np.where(hit, 0, overlaps(box, picture.boxes)) if len(hit) else np.zeros(0)
        if len(iou) and iou.max() >= 0.5:
            hit[iou.argmax()] = True
        elif len(picture.ignored) == 0 or overlaps(box, picture.ignored).max() < 0.1:
            wrong += 1
    return hit, wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--annotations", type=Path, required=True)
    parser.add_argument("--images", type=Path, required=True)
    parser.add_argument("--poses", type=Path, required=True)
    parser.add_argument("--min-side", type=float, default=0, help="people whose larger side is smaller are left out, px")
    arguments = parser.parse_args()
    pictures = {picture.image.name: picture for picture in read_pictures(arguments.annotations, arguments.images)}
    names = sorted(file.name for file in arguments.images.iterdir())
    hits: list[bool] = []
    wrong = 0
    for line in map(json.loads, arguments.poses.read_text().splitlines()[1:]):
        picture = pictures[names[line["frame"]]]
        hit, misses = matched(picture, line["people"])
        hits += hit[np.maximum(picture.boxes[:, 2], picture.boxes[:, 3]) >= arguments.min_side].tolist()
        wrong += misses
    print(f"recall@.5 {np.mean(hits):.3f} of {len(hits)} people, {wrong} boxes hit nobody, in {len(names)} images")


if __name__ == "__main__":
    main()
