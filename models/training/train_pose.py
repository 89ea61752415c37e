"""Trains one of the pose networks.

usage: train_pose.py --family heatmap --data SYNTH=0.75 REAL=0.25 --minutes 40 -o heatmap.pt [--from heatmap0.pt]
SYNTH and REAL are folders of caches. The families: heatmap, regression, integral.
--from starts from the averaged weights of another run, as far as they fit.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor, nn

import caches
import pose_losses
import trainer
from layers import normalised
from pose_networks import HeatmapNetwork, RegressionNetwork
from pose_samples import batches

FAMILIES = {
    "heatmap": (HeatmapNetwork, pose_losses.heatmap_loss),
    "regression": (RegressionNetwork, pose_losses.regression_loss),
    "integral": (HeatmapNetwork, pose_losses.integral_loss),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--family", choices=FAMILIES, required=True)
    parser.add_argument("--data", nargs="+", required=True, metavar="FOLDER=SHARE")
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--from", dest="origin", type=Path)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(1)
    make, loss = FAMILIES[arguments.family]
    network = make()
    if arguments.origin is not None:
        trainer.start_from(network, arguments.origin)

    def loss_of(net: nn.Module, batch: tuple[Tensor, ...]) -> Tensor:
        images, keypoints = batch
        with torch.autocast("cpu", dtype=torch.bfloat16):
            outputs = net(normalised(images))
        return loss(outputs.float(), keypoints)

    plan = trainer.Plan(arguments.minutes, arguments.rate)
    trainer.train(network, batches(caches.parse(arguments.data), arguments.batch, arguments.seed), loss_of, plan, arguments.output)


if __name__ == "__main__":
    main()
