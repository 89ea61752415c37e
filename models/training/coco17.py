"""The 17 keypoints of COCO: names, mirror order and falloffs (cocodataset.org, keypoint evaluation)."""

from __future__ import annotations

import numpy as np

NAMES: tuple[str, ...] = (
    "nose", "left_eye", "right_eye", "left_ear", "right_ear",
    "left_shoulder", "right_shoulder", "left_elbow", "right_elbow", "left_wrist", "right_wrist",
    "left_hip", "right_hip", "left_knee", "right_knee", "left_ankle", "right_ankle",
)
COUNT = len(NAMES)

MIRROR = np.array([0, 2, 1, 4, 3, 6, 5, 8, 7, 10, 9, 12, 11, 14, 13, 16, 15])
"""Index of each keypoint's counterpart in a mirrored picture."""

UPPER = np.arange(0, 11)
LOWER = np.arange(11, 17)

SIGMAS = np.array(
    [.026, .025, .025, .035, .035, .079, .079, .072, .072, .062, .062, .107, .107, .087, .087, .089, .089])
"""Per-keypoint sigmas of COCO; the falloff is l² = (2 sigma)² · area."""


def keypoint_oks(predicted: np.ndarray, truth: np.ndarray, area: np.ndarray) -> np.ndarray:
    """OKS of each keypoint.

    predicted, truth: [N, 17, 2] in the same pixels; area: [N], body area in those pixels squared. Returns [N, 17].
    """
    squared = ((predicted - truth) ** 2).sum(-1)
    falloff = (2 * SIGMAS) ** 2 * np.maximum(area, 1)[:, None]
    return np.exp(-squared / (2 * falloff))
