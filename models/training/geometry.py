"""Affine maps between pictures and network inputs, the same as LivePose's CropTransform."""

from __future__ import annotations

import cv2
import numpy as np

POSE_HEIGHT, POSE_WIDTH = 160, 128
BOX_SCALE = 1.25


def person_map(box: np.ndarray, scale: float, width: int, height: int) -> np.ndarray:
    """[2, 3] map from input pixels to image pixels: the box grown by scale, then to the input's aspect ratio about its centre.

    box: x, y, width, height from the picture's edge; points count from the centre of the first pixel, hence the half pixels.
    """
    step = scale * max(box[2] / width, box[3] / height)
    left = box[0] + box[2] / 2 - step * width / 2
    top = box[1] + box[3] / 2 - step * height / 2
    return np.array([[step, 0, left + 0.5 * step - 0.5], [0, step, top + 0.5 * step - 0.5]], np.float64)


def letterbox_map(columns: int, rows: int, width: int, height: int) -> np.ndarray:
    """[2, 3] map from input pixels to image pixels: the whole image at the top left of the input."""
    step = max(columns / width, rows / height)
    return np.array([[step, 0, 0.5 * step - 0.5], [0, step, 0.5 * step - 0.5]], np.float64)


def invert(matrix: np.ndarray) -> np.ndarray:
    """Inverse of a [2, 3] map."""
    return cv2.invertAffineTransform(matrix)


def apply(matrix: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Maps [..., 2] points."""
    return points @ matrix[:, :2].T + matrix[:, 2]


def compose(outer: np.ndarray, inner: np.ndarray) -> np.ndarray:
    """The map that applies inner first."""
    linear = outer[:, :2] @ inner[:, :2]
    return np.concatenate([linear, (outer[:, :2] @ inner[:, 2] + outer[:, 2])[:, None]], 1)


def resample(image: np.ndarray, to_image: np.ndarray, width: int, height: int, border: tuple[int, int, int] = (0, 0, 0)) -> np.ndarray:
    """Cuts an input out of an image; where that shrinks the image by more than 1.5, the image is averaged down first."""
    step = float(np.sqrt(abs(np.linalg.det(to_image[:, :2]))))
    if step > 1.5:
        rows, columns = image.shape[:2]
        small = (max(1, round(columns / step)), max(1, round(rows / step)))
        fx, fy = columns / small[0], rows / small[1]
        image = cv2.resize(image, small, interpolation=cv2.INTER_AREA)
        shrink = np.array([[1 / fx, 0, 0.5 / fx - 0.5], [0, 1 / fy, 0.5 / fy - 0.5]])
        to_image = compose(shrink, to_image)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return cv2.warpAffine(image, to_image, (width, height), flags=flags, borderMode=cv2.BORDER_CONSTANT, borderValue=border)
