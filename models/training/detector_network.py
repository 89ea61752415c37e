"""An anchor-free person detector with one score and four distances at every cell of three strides (as FCOS, Tian et al. 2019)."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from layers import conv, enlarged, stage

STRIDES = (8, 16, 32)


class DetectorNetwork(nn.Module):
    """[B, 3, 256, 320] to scores (logits) [B, 1, h, w] and distances (cells) [B, 4, h, w] = left, top, right, bottom, of each stride."""

    width = 48

    def __init__(self) -> None:
        super().__init__()
        # One step to stride 4: at this input size, maps at stride 2 would take a third of the training time.
        self.stem = nn.Sequential(nn.Conv2d(3, 32, 6, 4, 1, bias=False), nn.BatchNorm2d(32), nn.ReLU(inplace=True))
        self.fine, self.middle, self.coarse = stage(32, 48, 2), stage(48, 96, 2), stage(96, 160, 2)
        self.from_fine, self.from_middle, self.from_coarse = (nn.Conv2d(c, self.width, 1) for c in (48, 96, 160))
        self.at_middle, self.at_fine = conv(self.width, self.width), conv(self.width, self.width)
        self.tower = conv(self.width, self.width)
        self.score, self.distance = nn.Conv2d(self.width, 1, 1), nn.Conv2d(self.width, 4, 1)
        for layer in (self.score, self.distance):
            nn.init.normal_(layer.weight, std=0.01)
        nn.init.constant_(self.score.bias, -math.log((1 - 0.01) / 0.01))
        nn.init.constant_(self.distance.bias, 0.5)

    def maps(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Joined maps of the three strides."""
        fine = self.fine(self.stem(x))
        middle = self.middle(fine)
        coarse = self.from_coarse(self.coarse(middle))
        middle = self.at_middle(self.from_middle(middle) + enlarged(coarse))
        return self.at_fine(self.from_fine(fine) + enlarged(middle)), middle, coarse

    def forward(self, x: Tensor) -> tuple[Tensor, ...]:
        """Scores of the strides, then distances of the strides."""
        towers = [self.tower(level) for level in self.maps(x)]
        return (*[self.score(t) for t in towers], *[torch.exp(self.distance(t).clamp(-4, 4)) for t in towers])
