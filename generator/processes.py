"""Work in processes of its own. They are not forks of the one that asks for them, whose locks they would hold on to.
Where the system can, they are forks of a third, which has loaded what they need.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import forkserver
from multiprocessing.connection import wait
from threading import Thread
from typing import Generic, TypeVar, cast

T = TypeVar("T")
_FORKS = "forkserver" in multiprocessing.get_all_start_methods()
_CONTEXT = multiprocessing.get_context("forkserver" if _FORKS else "spawn")
_LOADED = ("generator.write", "generator.build.pages")


def ready(*modules: str) -> None:
    """Load ``modules`` for the processes to come, beside what this one does meanwhile. The first call counts,
    and what comes before the first pool.
    """
    if _FORKS:
        _CONTEXT.set_forkserver_preload(list(modules))
        forkserver.ensure_running()


def pool(processes: int) -> ProcessPoolExecutor:
    """So many processes to give work to. None begins before there is some."""
    if _FORKS:
        _CONTEXT.set_forkserver_preload(list(_LOADED))
    return ProcessPoolExecutor(processes, _CONTEXT, initializer=_begin)


def collect_rarely() -> None:
    """Search for cycles of objects that nothing refers to seldom: there are few, and to look for them
    at Python's usual pace takes a fourth of the time of a build.
    """
    gc.set_threshold(50_000, 50, 1000)


def _begin() -> None:
    collect_rarely()
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Else a process would wait for work forever once the one that gave it was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


class Packed(Generic[T]):
    """A value on its way to other processes, made into bytes once and at once: a pool does it for each, later
    and beside the work that goes on, which may change what the value remembers.
    """

    def __init__(self, value: T) -> None:
        self.data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)

    def unpacked(self) -> T:
        """The value, made anew."""
        return cast(T, pickle.loads(self.data))


__all__ = ["Packed", "collect_rarely", "pool", "ready"]
