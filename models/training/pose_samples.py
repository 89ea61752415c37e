"""Endless batches of augmented crops for the pose networks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
import torch
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

import augment
import coco17
import crops
import geometry
from caches import Sources

NOMINAL_STEP = crops.CROP_HEIGHT * geometry.BOX_SCALE / crops.CROP_SCALE / geometry.POSE_HEIGHT
"""Crop pixels of one input pixel when the input shows the box grown by BOX_SCALE."""


class CropCache:
    """The arrays that crops.py wrote."""

    def __init__(self, folder: Path) -> None:
        self.crops = np.load(folder / "crops.npy", mmap_mode="r")
        with np.load(folder / "people.npz") as people:
            self.keypoints, self.area = people["keypoints"], people["area"]

    def __len__(self) -> int:
        return len(self.crops)


def _half_body(keypoints: np.ndarray, random: np.random.Generator) -> tuple[np.ndarray, float] | None:
    """Centre and scale (of the whole crop) of a view of the upper or lower body, where enough of it is labelled."""
    part = coco17.UPPER if random.random() < 0.75 else coco17.LOWER
    seen = keypoints[part][keypoints[part, 2] > 0, :2]
    if len(seen) < 4:
        return None
    low, high = seen.min(0), seen.max(0)
    side = max((high[0] - low[0]) / crops.CROP_WIDTH, (high[1] - low[1]) / crops.CROP_HEIGHT) * 1.4
    return (low + high) / 2, float(np.clip(side * crops.CROP_SCALE, 0.4, 1))


def random_view(keypoints: np.ndarray, random: np.random.Generator) -> tuple[np.ndarray, bool]:
    """A map from input pixels to crop pixels, and whether it mirrors."""
    centre = np.array([(crops.CROP_WIDTH - 1) / 2, (crops.CROP_HEIGHT - 1) / 2])
    scale = 1.0
    if random.random() < 0.3 and (half := _half_body(keypoints, random)) is not None:
        centre, scale = half
    step = NOMINAL_STEP * scale * float(np.clip(np.exp(random.normal(0, 0.18)), 0.7, 1.4))
    angle = np.deg2rad(np.clip(random.normal(0, 22), -50, 50)) if random.random() < 0.6 else 0.0
    shift = np.clip(random.normal(0, 0.05, 2), -0.12, 0.12) * scale * np.array([crops.CROP_WIDTH, crops.CROP_HEIGHT])
    mirror = bool(random.random() < 0.5)
    cos, sin = step * np.cos(angle), step * np.sin(angle)
    linear = np.array([[-cos if mirror else cos, -sin], [-sin if mirror else sin, cos]])
    middle = np.array([(geometry.POSE_WIDTH - 1) / 2, (geometry.POSE_HEIGHT - 1) / 2])
    return np.concatenate([linear, (centre + shift - linear @ middle)[:, None]], 1), mirror


def augmented(crop: np.ndarray, keypoints: np.ndarray, other: np.ndarray, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """One training sample: picture [160, 128, 3] and keypoints [17, 3] in its pixels; weight 0 outside it. other is a crop of somebody else."""
    view, mirror = random_view(keypoints, random)
    image = cv2.warpAffine(
        crop, view, (geometry.POSE_WIDTH, geometry.POSE_HEIGHT), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    if random.random() < 0.12:
        image = augment.shine_through(image, other, random)
    if random.random() < 0.3:
        image = augment.cover(image, other, random)
    image = augment.appearance(image, random)
    moved = keypoints.copy()
    moved[:, :2] = geometry.apply(geometry.invert(view), keypoints[:, :2])
    if mirror:
        moved = moved[coco17.MIRROR]
    inside = (moved[:, 0] > -0.5) & (moved[:, 0] < geometry.POSE_WIDTH - 0.5) & (moved[:, 1] > -0.5) & (moved[:, 1] < geometry.POSE_HEIGHT - 0.5)
    moved[:, 2] *= inside
    return image, moved


class PoseBatches(IterableDataset):
    """Batches of (pictures [B, 160, 128, 3] uint8 BGR, keypoints [B, 17, 3]). A share of each batch comes from every source."""

    def __init__(self, sources: dict[Path, float], batch: int, seed: int) -> None:
        self.sources, self.batch, self.seed = sources, batch, seed

    def __iter__(self) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
        cv2.setNumThreads(1)
        worker = get_worker_info()
        random = np.random.default_rng([self.seed, worker.id if worker else 0])
        samples = Sources(self.sources, CropCache).draw(random)
        while True:
            people = [(cache.crops[i], cache.keypoints[i]) for cache, i in islice(samples, self.batch)]
            drawn = [augmented(*person, other, random) for person, (other, _) in zip(people, people[1:] + people[:1])]
            yield tuple(torch.from_numpy(np.stack(part)) for part in zip(*drawn))


def batches(sources: dict[Path, float], batch: int, seed: int, workers: int = 1) -> DataLoader:
    """A loader whose work is done beside training."""
    return DataLoader(PoseBatches(sources, batch, seed), batch_size=None, num_workers=workers, prefetch_factor=6)


def plain_inputs(cache: CropCache, start: int, count: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Samples as they are at run time, without augmentation; for evaluation."""
    view = np.array([
        [NOMINAL_STEP, 0, (crops.CROP_WIDTH - 1) / 2 - NOMINAL_STEP * (geometry.POSE_WIDTH - 1) / 2],
        [0, NOMINAL_STEP, (crops.CROP_HEIGHT - 1) / 2 - NOMINAL_STEP * (geometry.POSE_HEIGHT - 1) / 2]])
    stop = min(start + count, len(cache))
    size, flags = (geometry.POSE_WIDTH, geometry.POSE_HEIGHT), cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    images = np.stack([cv2.warpAffine(cache.crops[i], view, size, flags=flags) for i in range(start, stop)])
    keypoints = cache.keypoints[start:stop].copy()
    keypoints[..., :2] = geometry.apply(geometry.invert(view), keypoints[..., :2])
    return torch.from_numpy(images), torch.from_numpy(keypoints)
