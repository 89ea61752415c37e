"""Training against the clock: the learning rate follows elapsed time, so a run ends when it was said to."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn


@dataclass(frozen=True)
class Plan:
    """Minutes to train, peak learning rate, share of the time to warm up, and the decay of weights and of their running average."""

    minutes: float
    peak: float = 2e-3
    warmup: float = 0.03
    weight_decay: float = 0.05
    averaging: float = 0.998
    save_every: float = 120

    def rate(self, progress: float) -> float:
        """Learning rate at a progress in [0, 1]: linear warm-up, then half a cosine to 1 % of the peak."""
        if progress < self.warmup:
            return self.peak * (0.02 + 0.98 * progress / self.warmup)
        falling = (progress - self.warmup) / (1 - self.warmup)
        return self.peak * (0.01 + 0.99 * (1 + math.cos(math.pi * min(1.0, falling))) / 2)


class RunningAverage:
    """Exponential average of a network's weights and statistics, with a short memory at first."""

    def __init__(self, network: nn.Module, decay: float) -> None:
        self.decay, self.steps = decay, 0
        self.state = {name: value.clone() for name, value in network.state_dict().items()}

    @torch.no_grad()
    def update(self, network: nn.Module) -> None:
        self.steps += 1
        decay = min(self.decay, self.steps / (self.steps + 20))
        for name, value in network.state_dict().items():
            if value.is_floating_point():
                self.state[name].lerp_(value, 1 - decay)
            else:
                self.state[name].copy_(value)


def optimizer_for(network: nn.Module, plan: Plan) -> torch.optim.Optimizer:
    """AdamW that decays only the kernels."""
    learnt = [p for p in network.parameters() if p.requires_grad]
    kernels = [p for p in learnt if p.ndim > 1]
    others = [p for p in learnt if p.ndim <= 1]
    groups = [{"params": kernels, "weight_decay": plan.weight_decay}, {"params": others, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=plan.peak)


def train(network: nn.Module, batches: Iterable, loss_of: Callable[[nn.Module, tuple[Tensor, ...]], Tensor], plan: Plan, checkpoint: Path) -> None:
    """Trains and leaves the averaged weights in network. A checkpoint that is there is gone on from, its elapsed time counted."""
    network.to(memory_format=torch.channels_last)
    optimizer, average, elapsed, seen = optimizer_for(network, plan), RunningAverage(network, plan.averaging), 0.0, 0
    if checkpoint.exists():
        saved = torch.load(checkpoint)
        network.load_state_dict(saved["network"])
        optimizer.load_state_dict(saved["optimizer"])
        average.state, average.steps, elapsed, seen = saved["average"], saved["steps"], saved["elapsed"], saved["seen"]
    started, saved_at, shown_at, losses = time.monotonic() - elapsed, time.monotonic(), time.monotonic(), []
    network.train()
    for batch in batches:
        elapsed = time.monotonic() - started
        progress = elapsed / (60 * plan.minutes)
        if progress >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = plan.rate(progress)
        optimizer.zero_grad(set_to_none=True)
        loss = loss_of(network, batch)
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimizer.step()
        average.update(network)
        seen += len(batch[0])
        losses.append(float(loss))
        if time.monotonic() - shown_at > 30:
            print(f"{elapsed / 60:.1f} min, {seen} samples, loss {sum(losses) / len(losses):.4f}, {seen / elapsed:.0f} samples/s", flush=True)
            shown_at, losses = time.monotonic(), []
        if time.monotonic() - saved_at > plan.save_every:
            save(checkpoint, network, optimizer, average, elapsed, seen)
            saved_at = time.monotonic()
    save(checkpoint, network, optimizer, average, elapsed, seen)
    network.load_state_dict(average.state)


def save(checkpoint: Path, network: nn.Module, optimizer: torch.optim.Optimizer, average: RunningAverage, elapsed: float, seen: int) -> None:
    """Writes a checkpoint; a reader never sees half of one."""
    partial = checkpoint.with_suffix(".partial")
    torch.save({
        "network": network.state_dict(), "optimizer": optimizer.state_dict(), "average": average.state,
        "steps": average.steps, "elapsed": elapsed, "seen": seen}, partial)
    partial.replace(checkpoint)


def start_from(network: nn.Module, checkpoint: Path) -> None:
    """Takes over every averaged weight of another run whose name and shape agree."""
    own = network.state_dict()
    weights = {name: value for name, value in averaged(checkpoint).items() if name in own and own[name].shape == value.shape}
    network.load_state_dict(weights, strict=False)
    print(f"{len(weights)} of {len(own)} tensors from {checkpoint}", flush=True)


def averaged(checkpoint: Path) -> dict[str, Tensor]:
    """The averaged weights of a checkpoint."""
    return torch.load(checkpoint)["average"]
