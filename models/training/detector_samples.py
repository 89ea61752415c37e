"""Endless batches of augmented pictures for the detector."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
import torch
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

import augment
from caches import Sources

HEIGHT, WIDTH = 192, 256
PAD = 114


class PictureCache:
    """The arrays that pictures.py wrote."""

    def __init__(self, folder: Path) -> None:
        self.pictures = np.load(folder / "pictures.npy", mmap_mode="r")
        with np.load(folder / "boxes.npz") as data:
            self.boxes, self.kind, self.size = data["boxes"], data["kind"], data["size"]

    def __len__(self) -> int:
        return len(self.pictures)


def random_view(size: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """[2, 3] map from picture to input pixels: larger or smaller, somewhere, perhaps mirrored."""
    fit = min(WIDTH / size[0], HEIGHT / size[1])
    scale = fit * float(np.clip(np.exp(random.normal(-0.05, 0.32)), 0.4, 2.2))
    stretch = np.exp(random.normal(0, 0.06))
    step = np.array([scale * stretch, scale / stretch])
    free = np.array([WIDTH, HEIGHT]) - size * step
    shift = random.uniform(np.minimum(0, free), np.maximum(0, free))
    if random.random() < 0.5:
        return np.array([[-step[0], 0, shift[0] + size[0] * step[0]], [0, step[1], shift[1]]])
    return np.array([[step[0], 0, shift[0]], [0, step[1], shift[1]]])


def moved_boxes(boxes: np.ndarray, kind: np.ndarray, view: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Boxes after a view, cut at the input's edges. People of whom little is left, or who are tiny, become ignored regions."""
    x = np.sort(boxes[:, [0, 2]] * view[0, 0] + view[0, 2], 1)
    y = np.sort(boxes[:, [1, 3]] * view[1, 1] + view[1, 2], 1)
    whole = (x[:, 1] - x[:, 0]) * (y[:, 1] - y[:, 0])
    x, y = np.clip(x, 0, WIDTH), np.clip(y, 0, HEIGHT)
    width, height = x[:, 1] - x[:, 0], y[:, 1] - y[:, 0]
    kind = kind.copy()
    kind[(kind == 1) & ((width * height < 0.25 * whole) | (np.maximum(width, height) < 10))] = -1
    kind[width * height <= 0] = 0
    return np.stack([x[:, 0], y[:, 0], x[:, 1], y[:, 1]], 1).astype(np.float32), kind


def augmented(cache: PictureCache, index: int, other: np.ndarray, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """One training sample: picture [192, 256, 3], boxes [24, 4] in its pixels, kinds [24]. other is another picture."""
    size = cache.size[index]
    used = np.ceil(size).astype(int)
    view = random_view(size, random)
    picture = cache.pictures[index, :used[1], :used[0]]
    boxes, kind = moved_boxes(cache.boxes[index], cache.kind[index], view)
    pixel_view = view.copy()
    pixel_view[:, 2] += 0.5 * view[:, :2].sum(1) - 0.5
    border = (PAD,) * 3 if random.random() < 0.7 else tuple(int(v) for v in random.integers(0, 256, 3))
    interpolation = cv2.INTER_AREA if abs(view[0, 0]) < 0.6 else cv2.INTER_LINEAR
    image = cv2.warpAffine(picture, pixel_view, (WIDTH, HEIGHT), flags=interpolation, borderMode=cv2.BORDER_CONSTANT, borderValue=border)
    if random.random() < 0.25:
        image = augment.cover(image, other, random, most=4, reach=0.2)
    image = augment.appearance(image, random)
    return image, boxes, kind


class DetectorBatches(IterableDataset):
    """Batches of (pictures [B, 192, 256, 3] uint8 BGR, boxes [B, 24, 4], kinds [B, 24])."""

    def __init__(self, sources: dict[Path, float], batch: int, seed: int) -> None:
        self.sources, self.batch, self.seed = sources, batch, seed

    def __iter__(self) -> Iterator[tuple[torch.Tensor, ...]]:
        cv2.setNumThreads(1)
        worker = get_worker_info()
        random = np.random.default_rng([self.seed, worker.id if worker else 0])
        samples = Sources(self.sources, PictureCache).draw(random)
        while True:
            chosen = list(islice(samples, self.batch))
            others = [cache.pictures[i] for cache, i in chosen[1:] + chosen[:1]]
            drawn = [augmented(cache, i, other, random) for (cache, i), other in zip(chosen, others)]
            yield tuple(torch.from_numpy(np.stack(part)) for part in zip(*drawn))


def batches(sources: dict[Path, float], batch: int, seed: int, workers: int = 1) -> DataLoader:
    """A loader whose work is done beside training."""
    return DataLoader(DetectorBatches(sources, batch, seed), batch_size=None, num_workers=workers, prefetch_factor=6)
