"""Three pose networks on one backbone, one of each family of Gu et al. 2023: heatmap, regression with likelihood, integral."""

from __future__ import annotations

import torch
from torch import Tensor, nn

import coco17
import geometry
from layers import conv, enlarged, stage

CELL = 4
"""Input pixels of one heatmap cell."""

MAP_HEIGHT, MAP_WIDTH = geometry.POSE_HEIGHT // CELL, geometry.POSE_WIDTH // CELL

TARGET_SIGMA = 4 / 3
"""Width of the Gaussian targets in cells: 2 on a map 48 cells wide, in proportion on this one of 32."""

INTEGRAL_BETA = 10.0


class Backbone(nn.Module):
    """Maps at strides 4, 8 and 16 with 48, 96 and 160 channels."""

    channels = (48, 96, 160)

    def __init__(self) -> None:
        super().__init__()
        fine, middle, coarse = self.channels
        self.stem = nn.Sequential(conv(3, 24, 3, 2), conv(24, fine, 3, 2))
        self.fine = stage(fine, fine, 1, stride=1)
        self.middle = stage(fine, middle, 2)
        self.coarse = stage(middle, coarse, 2)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        fine = self.fine(self.stem(x))
        middle = self.middle(fine)
        return fine, middle, self.coarse(middle)


class Neck(nn.Module):
    """Brings the three maps together at stride 4; its result is the penultimate map of the heatmap networks."""

    width = 48

    def __init__(self) -> None:
        super().__init__()
        fine, middle, coarse = Backbone.channels
        self.from_coarse = nn.Conv2d(coarse, self.width, 1)
        self.from_middle = nn.Conv2d(middle, self.width, 1)
        self.from_fine = nn.Conv2d(fine, self.width, 1)
        self.at_middle = conv(self.width, self.width)
        self.at_fine = conv(self.width, self.width)

    def forward(self, maps: tuple[Tensor, Tensor, Tensor]) -> Tensor:
        fine, middle, coarse = maps
        joined = self.at_middle(enlarged(self.from_coarse(coarse)) + self.from_middle(middle))
        return self.at_fine(enlarged(joined) + self.from_fine(fine))


class HeatmapNetwork(nn.Module):
    """[B, 3, 160, 128] to heatmaps [B, 17, 40, 32]; also the integral network, whose maps are logits over INTEGRAL_BETA."""

    def __init__(self) -> None:
        super().__init__()
        self.backbone, self.neck = Backbone(), Neck()
        self.output = nn.Conv2d(Neck.width, coco17.COUNT, 1)
        nn.init.normal_(self.output.weight, std=0.001)
        nn.init.zeros_(self.output.bias)

    def features(self, x: Tensor) -> Tensor:
        """The penultimate map, [B, 48, 40, 32]."""
        return self.neck(self.backbone(x))

    def forward(self, x: Tensor) -> Tensor:
        return self.output(self.features(x))


class RegressionNetwork(nn.Module):
    """[B, 3, 160, 128] to positions [B, 17, 2] in units of the input's sides, and log sigma [B, 17, 2] in the same units.

    The vector before the last layer sees where things are, not only what is there: at this size an average over the map alone
    would have to carry every position in 160 numbers.
    """

    width = 192

    def __init__(self) -> None:
        super().__init__()
        self.backbone = Backbone()
        self.squeeze = conv(Backbone.channels[2], 16, 1)
        cells = (geometry.POSE_HEIGHT // 16) * (geometry.POSE_WIDTH // 16)
        self.hidden = nn.Sequential(nn.Flatten(), nn.Linear(16 * cells, self.width), nn.ReLU(inplace=True))
        self.output = nn.Linear(self.width, 4 * coco17.COUNT)
        with torch.no_grad():
            self.output.weight.mul_(0.1)
            self.output.bias.copy_(torch.tensor([0.5, 0.5, -2.0, -2.0]).repeat(coco17.COUNT))

    def forward(self, x: Tensor) -> Tensor:
        """[B, 17, 4] = x, y, log sigma x, log sigma y."""
        return self.output(self.hidden(self.squeeze(self.backbone(x)[2]))).reshape(-1, coco17.COUNT, 4)
