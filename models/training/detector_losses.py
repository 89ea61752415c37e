"""Which cell is responsible for whom, and what the detector learns from."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from detector_network import STRIDES

RANGES = ((0.0, 36.0), (24.0, 80.0), (56.0, 1e9))
"""Square root of the areas that each stride answers for, px; they overlap, so that nobody stands between two."""

CENTRE_RADIUS = 1.5


def anchors(height: int, width: int) -> tuple[Tensor, Tensor, Tensor]:
    """Centres [A, 2], strides [A] and ranges [A, 2] of the cells of all strides, in the order of flattened outputs."""
    centres, strides, ranges = [], [], []
    for stride, limits in zip(STRIDES, RANGES):
        rows, columns = height // stride, width // stride
        y, x = torch.meshgrid(torch.arange(rows), torch.arange(columns), indexing="ij")
        centres.append((torch.stack([x, y], -1).reshape(-1, 2) + 0.5) * stride)
        strides.append(torch.full((rows * columns,), float(stride)))
        ranges.append(torch.tensor(limits).expand(rows * columns, 2))
    return torch.cat(centres), torch.cat(strides), torch.cat(ranges)


def assign(boxes: Tensor, kinds: Tensor, centres: Tensor, strides: Tensor, ranges: Tensor) -> tuple[Tensor, Tensor]:
    """The box of each cell and the cells to leave out.

    boxes [B, N, 4], kinds [B, N]. Returns owner [B, A] (index of a box, -1 = background) and ignored [B, A].
    A cell answers for a person of its size whose box's middle is within 1.5 cells; of several, for the smallest.
    """
    x, y = centres[:, 0, None], centres[:, 1, None]
    left, top, right, bottom = (boxes[:, None, :, i] for i in range(4))
    inside = (x > left) & (x < right) & (y > top) & (y < bottom)
    reach = CENTRE_RADIUS * strides[:, None]
    near = ((x - (left + right) / 2).abs() < reach) & ((y - (top + bottom) / 2).abs() < reach)
    size = ((right - left) * (bottom - top)).clamp(min=1).sqrt()
    fits = (size >= ranges[:, :1]) & (size < ranges[:, 1:])
    person = (kinds == 1)[:, None]
    cost = torch.where(inside & near & fits & person, size, torch.full_like(size, torch.inf).expand(inside.shape))
    smallest, owner = cost.min(-1)
    owner = torch.where(smallest.isinf(), torch.full_like(owner, -1), owner)
    ignored = (inside & (kinds == -1)[:, None]).any(-1) & (owner < 0)
    return owner, ignored


def overlap(a: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """IoU and generalised IoU (Rezatofighi et al. 2019) of boxes given by corners, [..., 4]."""
    low, high = torch.maximum(a[..., :2], b[..., :2]), torch.minimum(a[..., 2:], b[..., 2:])
    shared = (high - low).clamp(min=0).prod(-1)
    area = (a[..., 2:] - a[..., :2]).prod(-1) + (b[..., 2:] - b[..., :2]).prod(-1) - shared
    hull = (torch.maximum(a[..., 2:], b[..., 2:]) - torch.minimum(a[..., :2], b[..., :2])).prod(-1)
    iou = shared / area.clamp(min=1e-6)
    return iou, iou - (hull - area) / hull.clamp(min=1e-6)


def detector_loss(outputs: tuple[Tensor, ...], boxes: Tensor, kinds: Tensor, height: int, width: int) -> Tensor:
    """Quality focal loss (Li et al. 2020: the score should be the IoU) and twice the generalised IoU loss."""
    count = len(STRIDES)
    scores = torch.cat([o.float().flatten(1) for o in outputs[:count]], 1)
    distances = torch.cat([o.float().flatten(2).transpose(1, 2) for o in outputs[count:]], 1)
    centres, strides, ranges = anchors(height, width)
    owner, ignored = assign(boxes, kinds, centres, strides, ranges)
    sample, cell = (owner >= 0).nonzero(as_tuple=True)
    target = torch.zeros_like(scores)
    box_loss = scores.sum() * 0
    if len(cell) > 0:
        reach = distances[sample, cell] * strides[cell, None]
        predicted = torch.cat([centres[cell] - reach[:, :2], centres[cell] + reach[:, 2:]], 1)
        iou, generalised = overlap(predicted, boxes[sample, owner[sample, cell]])
        target[sample, cell] = iou.detach()
        box_loss = (1 - generalised).sum()
    focus = (scores.detach().sigmoid() - target).abs() ** 2
    score_loss = functional.binary_cross_entropy_with_logits(scores, target, reduction="none") * focus
    positives = max(1, len(cell))
    return (score_loss * ~ignored).sum() / positives + 2 * box_loss / positives
