"""Trains the person detector.

usage: train_detector.py --data SYNTH=0.75 REAL=0.25 --minutes 25 -o detector.pt [--from heatmap.pt]
SYNTH and REAL are folders of caches. --from starts from the averaged weights of another run, as far as they fit: a pose network's
backbone, or an earlier detector.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor, nn

import caches
import trainer
from detector_losses import detector_loss
from detector_network import DetectorNetwork
from detector_samples import HEIGHT, WIDTH, batches
from layers import normalised


def loss_of(network: nn.Module, batch: tuple[Tensor, ...]) -> Tensor:
    """Loss of (pictures, boxes, kinds)."""
    images, boxes, kinds = batch
    with torch.autocast("cpu", dtype=torch.bfloat16):
        outputs = network(normalised(images))
    return detector_loss(outputs, boxes, kinds, HEIGHT, WIDTH)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", nargs="+", required=True, metavar="FOLDER=SHARE")
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--from", dest="origin", type=Path)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(1)
    network = DetectorNetwork()
    if arguments.origin is not None:
        trainer.start_from(network, arguments.origin)
    plan = trainer.Plan(arguments.minutes, arguments.rate)
    trainer.train(network, batches(caches.parse(arguments.data), arguments.batch, arguments.seed), loss_of, plan, arguments.output)


if __name__ == "__main__":
    main()
