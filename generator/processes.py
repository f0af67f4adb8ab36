"""Work in processes of its own, which begin afresh: what draws the pictures has threads, which a fork
would lose.
"""

from __future__ import annotations

import gc
import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Generic, TypeVar, cast

T = TypeVar("T")


def pool(processes: int) -> ProcessPoolExecutor:
    """So many processes to give work to."""
    return ProcessPoolExecutor(processes, get_context("spawn"), initializer=collect_rarely)


def collect_rarely() -> None:
    """Search for cycles of objects that nothing refers to seldom: there are few, and to look for them
    at Python's usual pace takes a fourth of the time of a build.
    """
    gc.set_threshold(50_000, 50, 1000)


class Packed(Generic[T]):
    """A value on its way to other processes, made into bytes once and at once: a pool does it for each, later
    and beside the work that goes on, which may change what the value remembers.
    """

    def __init__(self, value: T) -> None:
        self._data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)

    def unpacked(self) -> T:
        """The value, made anew."""
        return cast(T, pickle.loads(self._data))


__all__ = ["Packed", "collect_rarely", "pool"]
