"""Cuts every annotated person out once, with room around, into arrays that training maps into memory.

usage: crops.py --annotations A.json --images DIR -o CACHE
CACHE gets crops.npy [N, 200, 160, 3] (BGR, uint8) and people.npz: keypoints [N, 17, 3] (x, y in crop pixels, weight) and
area [N] (crop px²). A crop shows the person's box grown by 1.6.
"""

from __future__ import annotations

import argparse
from itertools import groupby
from pathlib import Path

import cv2
import numpy as np

import caches
import geometry
from people import read_people

CROP_HEIGHT, CROP_WIDTH = 200, 160
CROP_SCALE = 1.6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--annotations", type=Path, required=True)
    parser.add_argument("--images", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    cv2.setNumThreads(1)
    people = sorted(read_people(arguments.annotations, arguments.images), key=lambda person: person.image)
    partial = arguments.output.with_name(arguments.output.name + ".partial")
    partial.mkdir(parents=True, exist_ok=True)
    crops = np.lib.format.open_memmap(
        partial / "crops.npy", "w+", np.uint8, (len(people), CROP_HEIGHT, CROP_WIDTH, 3))
    keypoints = np.zeros((len(people), 17, 3), np.float32)
    area = np.zeros(len(people), np.float32)
    index = 0
    for file, group in groupby(people, key=lambda person: person.image):
        image = cv2.imread(str(file))
        for person in group:
            to_image = geometry.person_map(person.box, CROP_SCALE, CROP_WIDTH, CROP_HEIGHT)
            crops[index] = geometry.resample(image, to_image, CROP_WIDTH, CROP_HEIGHT)
            keypoints[index] = person.keypoints
            keypoints[index, :, :2] = geometry.apply(geometry.invert(to_image), person.keypoints[:, :2])
            area[index] = person.area / to_image[0, 0] ** 2
            index += 1
    crops.flush()
    np.savez(partial / "people.npz", keypoints=keypoints, area=area)
    caches.finish(partial)
    print(f"{len(people)} people")


if __name__ == "__main__":
    main()
