"""Random changes of pictures that leave a person a person. Pictures: [rows, columns, 3] uint8, BGR."""

from __future__ import annotations

import cv2
import numpy as np


def colour(image: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Brightness, contrast, gamma and white balance by one table per channel; sometimes grey."""
    ramp = np.arange(256, dtype=np.float32) / 255
    gamma = np.exp(random.normal(0, 0.16))
    contrast, brightness = np.exp(random.normal(0, 0.14)), random.normal(0, 0.06)
    cast = np.exp(random.normal(0, 0.06, 3))
    table = np.stack([((ramp ** gamma * c - 0.5) * contrast + 0.5 + brightness) for c in cast], 1)
    image = cv2.LUT(image, (np.clip(table, 0, 1) * 255).astype(np.uint8)[None])
    choice = random.random()
    if choice < 0.06:
        return cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)
    if choice < 0.35:
        grey = cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)
        strength = random.uniform(0.5, 1.6)
        return cv2.addWeighted(image, strength, grey, 1 - strength, 0)
    if choice < 0.38:
        return np.ascontiguousarray(image[..., random.permutation(3)])
    return image


def optics(image: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Out of focus, moved, or enlarged from few pixels; never more than one of them."""
    choice = random.random()
    if choice < 0.06:
        return cv2.GaussianBlur(image, (0, 0), random.uniform(0.4, 1.8))
    if choice < 0.1:
        length = int(random.integers(3, 9))
        angle = random.uniform(0, np.pi)
        kernel = np.zeros((length, length), np.float32)
        middle = (length - 1) / 2
        reach = middle * np.array([np.cos(angle), np.sin(angle)])
        start, end = np.round(middle - reach).astype(int), np.round(middle + reach).astype(int)
        cv2.line(kernel, tuple(map(int, start)), tuple(map(int, end)), 1)
        return cv2.filter2D(image, -1, kernel / kernel.sum())
    if choice < 0.22:
        rows, columns = image.shape[:2]
        factor = random.uniform(0.3, 0.8)
        small = cv2.resize(image, (max(8, int(columns * factor)), max(8, int(rows * factor))), interpolation=cv2.INTER_AREA)
        return cv2.resize(small, (columns, rows), interpolation=cv2.INTER_LINEAR)
    return image


def sensor(image: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Noise, and the blocks of a strong compression."""
    if random.random() < 0.12:
        noise = random.integers(-127, 128, image.shape, np.int16)
        strength = int(random.integers(2, 20))
        image = np.clip(image + noise * strength // 128, 0, 255).astype(np.uint8)
    if random.random() < 0.2:
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(random.integers(25, 80))]
        image = cv2.imdecode(cv2.imencode(".jpg", image, quality)[1], cv2.IMREAD_COLOR)
    return image


def _shape(height: int, width: int, random: np.random.Generator) -> np.ndarray:
    """A filled rectangle, ellipse or four-cornered shape, [height, width], 0 or 255."""
    choice = random.random()
    if choice < 0.4:
        return np.full((height, width), 255, np.uint8)
    mask = np.zeros((height, width), np.uint8)
    if choice < 0.7:
        return cv2.ellipse(mask, (width // 2, height // 2), (width // 2, height // 2), 0, 0, 360, 255, -1)
    corners = random.uniform(0, 0.4, (4, 2)) + np.array([[0, 0], [0.6, 0], [0.6, 0.6], [0, 0.6]])
    return cv2.fillConvexPoly(mask, (corners * [width, height]).astype(np.int32), 255)


def cover(image: np.ndarray, other: np.ndarray, random: np.random.Generator, most: int = 3, reach: float = 0.4) -> np.ndarray:
    """Things in front: shapes filled with one colour, with noise, or with a part of another picture (as large as this one or larger)."""
    rows, columns = image.shape[:2]
    for _ in range(int(random.integers(1, most + 1))):
        height, width = (max(4, int(side * random.uniform(0.05, reach))) for side in (rows, columns))
        top, left = int(random.integers(0, rows - height)), int(random.integers(0, columns - width))
        choice = random.random()
        if choice < 0.25:
            fill = np.full((height, width, 3), random.integers(0, 256, 3), np.uint8)
        elif choice < 0.4:
            fill = cv2.resize(random.integers(0, 256, (5, 5, 3), np.uint8), (width, height))
        else:
            y, x = int(random.integers(0, rows - height)), int(random.integers(0, columns - width))
            fill = other[y:y + height, x:x + width]
        cv2.copyTo(fill, _shape(height, width, random), image[top:top + height, left:left + width])
    return image


def shine_through(image: np.ndarray, other: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """A little of another picture laid over this one: textures that rendered surfaces lack."""
    rows, columns = image.shape[:2]
    top, left = (int(random.integers(0, there - here + 1)) for there, here in zip(other.shape, image.shape[:2]))
    share = random.uniform(0.05, 0.3)
    return cv2.addWeighted(image, 1 - share, np.ascontiguousarray(other[top:top + rows, left:left + columns]), share, 0)


def appearance(image: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Colour, optics and sensor together."""
    return sensor(optics(colour(image, random), random), random)
