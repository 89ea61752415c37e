"""An anchor-free person detector with one score and four distances at every cell of three strides (as FCOS, Tian et al. 2019)."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from layers import conv, enlarged
from pose_networks import Backbone

STRIDES = (8, 16, 32)


class Head(nn.Module):
    """Score (logit) and distances (cells) of one stride.

    Each stride has its own: batch normalisation would mix the strides' statistics at run time, but not in training.
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        self.tower = conv(width, width)
        self.score, self.distance = nn.Conv2d(width, 1, 1), nn.Conv2d(width, 4, 1)
        for layer in (self.score, self.distance):
            nn.init.normal_(layer.weight, std=0.01)
        nn.init.constant_(self.score.bias, -math.log((1 - 0.01) / 0.01))
        nn.init.constant_(self.distance.bias, 0.5)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        tower = self.tower(x)
        return self.score(tower), torch.exp(self.distance(tower).clamp(-4, 4))


class DetectorNetwork(nn.Module):
    """[B, 3, 192, 256] to scores (logits) [B, 1, h, w] and distances (cells) [B, 4, h, w] = left, top, right, bottom, of each stride.

    The backbone is the pose network's: it knows people already when the detector's training begins, and its first maps stay as they are.
    """

    width = 48

    def __init__(self) -> None:
        super().__init__()
        self.backbone = Backbone()
        _, middle, coarse = Backbone.channels
        self.from_middle, self.from_coarse = nn.Conv2d(middle, self.width, 1), nn.Conv2d(coarse, self.width, 1)
        self.at_middle, self.at_coarsest = conv(self.width, self.width), conv(self.width, self.width, 3, 2)
        self.heads = nn.ModuleList([Head(self.width) for _ in STRIDES])
        for part in (self.backbone.stem, self.backbone.fine):
            part.requires_grad_(False)

    def train(self, mode: bool = True) -> DetectorNetwork:
        """The first maps are never in training: their statistics stay too."""
        super().train(mode)
        self.backbone.stem.eval()
        self.backbone.fine.eval()
        return self

    def maps(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Joined maps of the three strides."""
        _, middle, coarse = self.backbone(x)
        coarse = self.from_coarse(coarse)
        return self.at_middle(self.from_middle(middle) + enlarged(coarse)), coarse, self.at_coarsest(coarse)

    def forward(self, x: Tensor) -> tuple[Tensor, ...]:
        """Scores of the strides, then distances of the strides."""
        scores, distances = zip(*[head(level) for head, level in zip(self.heads, self.maps(x))])
        return (*scores, *distances)
