"""Joins COCO annotation files into one that names only images which are there.

usage: join_annotations.py A.json B.json --images DIR -o JOINED.json
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotations", nargs="+", type=Path)
    parser.add_argument("--images", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    images: dict[int, dict] = {}
    annotations: dict[int, dict] = {}
    categories: list[dict] = []
    for file in arguments.annotations:
        data = json.loads(file.read_text())
        there = {image["id"]: image for image in data["images"] if (arguments.images / image["file_name"]).exists()}
        new = there.keys() - images.keys()
        images |= there
        annotations |= {a["id"]: a for a in data["annotations"] if a["image_id"] in new}
        categories = data["categories"]
    joined = {"images": list(images.values()), "annotations": list(annotations.values()), "categories": categories}
    arguments.output.write_text(json.dumps(joined))
    print(f"{len(images)} images, {len(annotations)} annotations")


if __name__ == "__main__":
    main()
