"""What the three families of pose networks learn from. keypoints: [B, 17, 3] = x, y in input pixels and weight."""

from __future__ import annotations

import torch
from torch import Tensor

import geometry
from pose_networks import CELL, INTEGRAL_BETA, MAP_HEIGHT, MAP_WIDTH, TARGET_SIGMA


def targets(keypoints: Tensor) -> Tensor:
    """Gaussians of height 1 at the keypoints, [B, 17, 40, 32]; cell i lies at input pixel 4 i."""
    x, y = keypoints[..., 0] / CELL, keypoints[..., 1] / CELL
    columns = torch.exp(-((torch.arange(MAP_WIDTH) - x[..., None]) / TARGET_SIGMA) ** 2 / 2)
    rows = torch.exp(-((torch.arange(MAP_HEIGHT) - y[..., None]) / TARGET_SIGMA) ** 2 / 2)
    return rows[..., None] * columns[..., None, :]


def heatmap_loss(maps: Tensor, keypoints: Tensor) -> Tensor:
    """Squared error of the maps (Gu et al. 2023, eq. 17 is what it leads to), as a share of a target's own energy."""
    error = ((maps - targets(keypoints)) ** 2).sum((2, 3)) / (torch.pi * TARGET_SIGMA ** 2)
    weight = keypoints[..., 2]
    return (error * weight).sum() / weight.sum().clamp(min=1)


def regression_loss(outputs: Tensor, keypoints: Tensor) -> Tensor:
    """Negative log-likelihood of a Laplace distribution whose sigma the network says (the base of RLE, Li et al. 2021)."""
    size = torch.tensor([geometry.POSE_WIDTH, geometry.POSE_HEIGHT])
    log_sigma = outputs[..., 2:].clamp(-6, 1)
    error = (outputs[..., :2] - keypoints[..., :2] / size).abs()
    loss = (error * torch.exp(-log_sigma) * 2 ** 0.5 + log_sigma).sum(-1)
    weight = keypoints[..., 2]
    return (loss * weight).sum() / weight.sum().clamp(min=1)


def soft_argmax(maps: Tensor) -> Tensor:
    """Expectation of softmax(INTEGRAL_BETA * maps), input pixels, [B, 17, 2] (Sun et al. 2018)."""
    probabilities = torch.softmax(INTEGRAL_BETA * maps.flatten(2), -1).unflatten(-1, maps.shape[-2:])
    x = (probabilities.sum(2) * torch.arange(MAP_WIDTH)).sum(-1)
    y = (probabilities.sum(3) * torch.arange(MAP_HEIGHT)).sum(-1)
    return torch.stack([x, y], -1) * CELL


def integral_loss(maps: Tensor, keypoints: Tensor) -> Tensor:
    """L1 distance of the expectation, in cells."""
    error = (soft_argmax(maps) - keypoints[..., :2]).abs().sum(-1) / CELL
    weight = keypoints[..., 2]
    return (error * weight).sum() / weight.sum().clamp(min=1)
