"""Building blocks that both networks share, and how a picture becomes their input."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

MEAN_RGB = (123.675, 116.28, 103.53)
STD_RGB = (58.395, 57.12, 57.375)


def normalised(images: Tensor) -> Tensor:
    """Pictures [B, H, W, 3] uint8 BGR as a network's input [B, 3, H, W], channels last in memory."""
    rgb = images.flip(-1).float()
    scaled = (rgb - torch.tensor(MEAN_RGB)) / torch.tensor(STD_RGB)
    return scaled.permute(0, 3, 1, 2)


def conv(inputs: int, outputs: int, kernel: int = 3, stride: int = 1) -> nn.Sequential:
    """Convolution, batch normalisation, ReLU."""
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


class Residual(nn.Module):
    """Two 3x3 convolutions and a way around them (He et al. 2016)."""

    def __init__(self, inputs: int, outputs: int, stride: int = 1) -> None:
        super().__init__()
        self.first = conv(inputs, outputs, 3, stride)
        self.second = nn.Sequential(nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False), nn.BatchNorm2d(outputs))
        self.around = nn.Identity() if inputs == outputs and stride == 1 else nn.Sequential(
            nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))
        nn.init.zeros_(self.second[1].weight)

    def forward(self, x: Tensor) -> Tensor:
        return functional.relu(self.second(self.first(x)) + self.around(x))


def stage(inputs: int, outputs: int, blocks: int, stride: int = 2) -> nn.Sequential:
    """Residual blocks, the first of which shrinks the map."""
    return nn.Sequential(*[Residual(inputs if i == 0 else outputs, outputs, stride if i == 0 else 1) for i in range(blocks)])


def enlarged(x: Tensor) -> Tensor:
    """The map at twice the size, nearest neighbour."""
    return functional.interpolate(x, scale_factor=2.0, mode="nearest")
