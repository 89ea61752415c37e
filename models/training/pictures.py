"""Brings every annotated image to one size, once, into arrays that detector training maps into memory.

usage: pictures.py --annotations A.json --images DIR -o CACHE [--limit N]
CACHE gets pictures.npy [N, 320, 400, 3] (BGR, uint8, letterboxed at the top left) and boxes.npz: boxes [N, 24, 4]
(left, top, right, bottom in picture pixels), kind [N, 24] (1 person, -1 ignored region, 0 unused) and size [N, 2] (width, height used).
--images alone, without --annotations, takes every picture of a folder as one with nobody in it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np

import caches
import geometry
from people import Picture, read_pictures

HEIGHT, WIDTH = 320, 400
MOST_BOXES = 24


def empty_pictures(folder: Path) -> list[Picture]:
    """Pictures without people."""
    nothing = np.zeros((0, 4), np.float32)
    return [Picture(file, nothing, nothing) for file in sorted(folder.iterdir()) if file.suffix.lower() in {".jpg", ".jpeg", ".png"}]


def corners(picture: Picture, step: float) -> tuple[np.ndarray, np.ndarray]:
    """Boxes and ignored regions of a picture in cache pixels, with their kinds; the largest first."""
    boxes = np.concatenate([picture.boxes, picture.ignored])
    kind = np.concatenate([np.ones(len(picture.boxes)), -np.ones(len(picture.ignored))])
    order = np.argsort(-boxes[:, 2] * boxes[:, 3])[:MOST_BOXES]
    boxes, kind = boxes[order], kind[order]
    return np.concatenate([boxes[:, :2], boxes[:, :2] + boxes[:, 2:]], 1) / step, kind


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--annotations", type=Path)
    parser.add_argument("--images", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=10**9)
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    cv2.setNumThreads(1)
    found = read_pictures(arguments.annotations, arguments.images) if arguments.annotations else empty_pictures(arguments.images)
    found = found[:arguments.limit]
    partial = arguments.output.with_name(arguments.output.name + ".partial")
    partial.mkdir(parents=True, exist_ok=True)
    cache = np.lib.format.open_memmap(partial / "pictures.npy", "w+", np.uint8, (len(found), HEIGHT, WIDTH, 3))
    boxes = np.zeros((len(found), MOST_BOXES, 4), np.float32)
    kind = np.zeros((len(found), MOST_BOXES), np.int8)
    size = np.zeros((len(found), 2), np.float32)
    for i, picture in enumerate(found):
        image = cv2.imread(str(picture.image))
        to_image = geometry.letterbox_map(image.shape[1], image.shape[0], WIDTH, HEIGHT)
        cache[i] = geometry.resample(image, to_image, WIDTH, HEIGHT, (114, 114, 114))
        step = to_image[0, 0]
        size[i] = image.shape[1] / step, image.shape[0] / step
        inside, kinds = corners(picture, step)
        boxes[i, :len(kinds)], kind[i, :len(kinds)] = inside, kinds
    cache.flush()
    np.savez(partial / "boxes.npz", boxes=boxes, kind=kind, size=size)
    caches.finish(partial)
    print(f"{len(found)} pictures, {(kind == 1).sum()} people")


if __name__ == "__main__":
    main()
