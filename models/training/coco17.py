"""The 17 keypoints of COCO: names, mirror order, upper and lower body (cocodataset.org)."""

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
