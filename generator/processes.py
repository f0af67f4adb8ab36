"""Work in processes of its own. They are not forks of the one that asks for them: what draws the pictures has
threads, which a fork would lose. Where the system can, they are forks of a third, which has loaded what they need.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import forkserver, resource_tracker
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
        _ensure_running()


def pool(processes: int) -> ProcessPoolExecutor:
    """So many processes to give work to. None begins before there is some."""
    if _FORKS:
        _CONTEXT.set_forkserver_preload(list(_LOADED))
        _ensure_running()
    return ProcessPoolExecutor(processes, _CONTEXT, initializer=_begin)


def _ensure_running() -> None:
    """Have the process whose forks do the work. An interrupt, which reaches all of them, is for this one: others
    would end with a traceback.
    """
    resource_tracker.ensure_running()  # which takes the mask off
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def collect_rarely() -> None:
    """Search for cycles of objects that nothing refers to seldom: there are few, and to look for them
    at Python's usual pace takes a fourth of the time of a build.
    """
    gc.set_threshold(50_000, 50, 1000)


def _begin() -> None:
    collect_rarely()
    if _FORKS:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    if not sys.flags.dev_mode:  # what fails is told by the one that gave the work, in one line
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)
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
