"""Annotated people of COCO-format files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import coco17


@dataclass(frozen=True)
class Person:
    """One annotated person.

    keypoints: [17, 3] = x, y in image pixels (centre of the first pixel = (0, 0)) and the weight of the label in [0, 1]; 0 = not labelled.
    box: x, y, width, height in image pixels (the picture's edge = 0). area: body area, px².
    """

    image: Path
    box: np.ndarray
    keypoints: np.ndarray
    area: float


@dataclass(frozen=True)
class Picture:
    """One image with everybody in it. Boxes: [N, 4] = x, y, width, height, px; ignored: [M, 4], neither person nor background."""

    image: Path
    boxes: np.ndarray
    ignored: np.ndarray


def _keypoints(annotation: dict) -> np.ndarray:
    values = np.asarray(annotation["keypoints"], np.float32).reshape(coco17.COUNT, 3)
    weight = (values[:, 2] > 0).astype(np.float32)
    if "keypoint_weights" in annotation:
        weight *= np.asarray(annotation["keypoint_weights"], np.float32)
    return np.concatenate([values[:, :2], weight[:, None]], 1)


def read_people(annotations: Path, images: Path, min_side: float = 24, min_labels: int = 4) -> list[Person]:
    """People who are large enough and labelled well enough to learn from, on images that are there; no crowds, nobody doubtful."""
    data = json.loads(annotations.read_text())
    files = {image["id"]: images / image["file_name"] for image in data["images"]}
    present = {key for key, file in files.items() if file.exists()}
    people = []
    for annotation in data["annotations"]:
        doubtful = annotation.get("iscrowd") or annotation.get("ignore")
        if annotation["image_id"] not in present or doubtful or "keypoints" not in annotation:
            continue
        keypoints = _keypoints(annotation)
        box = np.asarray(annotation["bbox"], np.float32)
        if max(box[2:]) >= min_side and min(box[2:]) >= 4 and (keypoints[:, 2] > 0.1).sum() >= min_labels:
            area = float(annotation.get("area") or 0.52 * box[2] * box[3])
            people.append(Person(files[annotation["image_id"]], box, keypoints, area))
    return people


def read_pictures(annotations: Path, images: Path) -> list[Picture]:
    """Every image that is there, with its boxes; crowds are ignored regions."""
    data = json.loads(annotations.read_text())
    boxes: dict[int, list] = {image["id"]: [] for image in data["images"]}
    ignored: dict[int, list] = {image["id"]: [] for image in data["images"]}
    for annotation in data["annotations"]:
        crowd = annotation.get("iscrowd") or annotation.get("ignore")
        (ignored if crowd else boxes)[annotation["image_id"]].append(annotation["bbox"])
    pictures = []
    for image in data["images"]:
        file = images / image["file_name"]
        if file.exists():
            pictures.append(Picture(file, *(np.asarray(b[image["id"]], np.float32).reshape(-1, 4) for b in (boxes, ignored))))
    return pictures
