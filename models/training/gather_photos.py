"""Gathers the photographs of unpacked packages as backgrounds without people.

usage: gather_photos.py ROOT [ROOT ...] -o DIR
Pictures smaller than 25 kB or 200 px, nearly equal ones and those with few colours (diagrams, screenshots) are left out; so are those
whose number is in PEOPLE, seen by eye to show somebody. Numbers follow the files' order, so they hold for the same packages.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np

PEOPLE = frozenset([
    1, 2, 20, 44, 49, 59, 65, 70, 73, 82, 83, 89, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103, 117, 118, 119, 125, 126, 127,
    128, 131, 132, 135, 139, 140, 147, 149, 150, 151, 156, 160, 161, 162, 176, 177, 184, 186, 187, 188, 189, 192, 193, 197, 199,
    200, 204, 205, 213, 214, 215, 223, 224, 225])

LONGEST_SIDE = 960


def is_photograph(image: np.ndarray) -> bool:
    """Whether a picture has as many colours as the world."""
    pixels = cv2.resize(image, (64, 64), interpolation=cv2.INTER_NEAREST).reshape(-1, 3) // 8
    return len(np.unique(pixels, axis=0)) >= 350


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("roots", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    files = sorted(file for root in arguments.roots for file in root.rglob("*") if file.suffix.lower() in {".jpg", ".jpeg", ".png"})
    seen: set[bytes] = set()
    number = kept = 0
    for file in files:
        image = cv2.imread(str(file)) if file.stat().st_size >= 25_000 else None
        if image is None or min(image.shape[:2]) < 200:
            continue
        shrink = min(1.0, LONGEST_SIDE / max(image.shape[:2]))
        image = cv2.resize(image, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
        gist = (cv2.resize(image, (8, 8), interpolation=cv2.INTER_AREA) // 24).tobytes()
        if gist in seen or not is_photograph(image):
            continue
        seen.add(gist)
        number += 1
        if number not in PEOPLE:
            kept += 1
            cv2.imwrite(str(arguments.output / f"{number:04d}.jpg"), image, [cv2.IMWRITE_JPEG_QUALITY, 90])
    print(f"{kept} photographs")


if __name__ == "__main__":
    main()
