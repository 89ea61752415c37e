"""Sources of training samples: folders of caches, read in shares."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Generic, Protocol, TypeVar

import numpy as np

REOPEN_EVERY = 10_000
"""Samples after which a source is looked at again: caches that have come since are taken up."""


class Sized(Protocol):
    """Anything that holds a number of samples."""

    def __len__(self) -> int: ...


Cache = TypeVar("Cache", bound=Sized)


def parse(entries: list[str]) -> dict[Path, float]:
    """FOLDER=SHARE arguments."""
    return {Path(folder): float(share) for folder, share in (entry.rsplit("=", 1) for entry in entries)}


class Sources(Generic[Cache]):
    """Samples from several sources. A source is a folder of cache folders; all its samples are equally likely."""

    def __init__(self, shares: dict[Path, float], open_cache: Callable[[Path], Cache]) -> None:
        self.shares, self.open_cache = shares, open_cache

    def _open(self) -> list[list[Cache]]:
        groups = [[self.open_cache(cache) for cache in sorted(folder.iterdir()) if not cache.name.endswith(".partial")] for folder in self.shares]
        for folder, group in zip(self.shares, groups):
            if sum(map(len, group)) == 0:
                raise FileNotFoundError(f"'{folder}' holds no cache with samples; write one into a folder of it with crops.py or pictures.py.")
        return groups

    def draw(self, random: np.random.Generator) -> Iterator[tuple[Cache, int]]:
        """Endless (cache, index) pairs."""
        shares = np.array(list(self.shares.values()))
        while True:
            groups = self._open()
            sizes = [np.array([len(cache) for cache in group]) for group in groups]
            for source in random.choice(len(groups), REOPEN_EVERY, p=shares / shares.sum()):
                index = int(random.integers(sizes[source].sum()))
                number = int(np.searchsorted(np.cumsum(sizes[source]), index, side="right"))
                yield groups[source][number], index - int(sizes[source][:number].sum())


def finish(partial: Path) -> None:
    """Gives a cache that was written as NAME.partial its name."""
    final = partial.with_suffix("")
    if final.exists():
        raise FileExistsError(f"'{final}' is there already; remove it or name another output.")
    partial.rename(final)
