"""Calls in a separate process with limits on time and memory, for libraries that cannot be interrupted."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar, cast

try:
    import resource
except ImportError:  # Windows has no limits for a process; only the timeout applies there
    resource = None  # type: ignore[assignment]

T = TypeVar("T")
_COMMAND = (sys.executable, "-P", "-c", f"from {__name__} import answer; answer()")
_TOO_LONG = getattr(signal, "SIGXCPU", 0)
_PATIENCE = 10
"""The factor between a call's seconds of processor time and its timeout: other programs use the processor too."""


class EndedError(Exception):
    """The process ended without a result: it took too long (`slow`), used too much memory, or crashed."""

    def __init__(self, *, slow: bool) -> None:
        super().__init__(slow)
        self.slow = slow


def call_apart(seconds: int, megabytes: int, call: Callable[..., T], *args: Any) -> T:
    """Run ``call(*args)`` in a separate process and return its result, or raise the exception that it raises.

    EndedError is raised if it needs more than ``seconds`` of processor time or ``megabytes`` of memory.
    """
    path = os.pathsep.join(folder for folder in sys.path if folder)
    try:
        ended = subprocess.run(
            _COMMAND,
            input=pickle.dumps((seconds, megabytes, call, args)),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": path},
            timeout=_PATIENCE * seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise EndedError(slow=True) from None
    if ended.returncode or not ended.stdout:
        raise EndedError(slow=ended.returncode == -_TOO_LONG)
    found = pickle.loads(ended.stdout)
    if isinstance(found, Exception):
        raise found
    return cast(T, found)


def answer() -> None:
    """Read a call from the standard input, run it, and write its result or error."""
    seconds, megabytes, call, args = pickle.load(sys.stdin.buffer)
    if resource:
        memory = megabytes * 1_000_000
        limits = ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, memory))
        for kind, most in (*limits, (resource.RLIMIT_CORE, 0)):
            hard = resource.getrlimit(kind)[1]
            soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (soft, hard))
    with suppress(MemoryError):
        try:
            found = call(*args)
        except MemoryError:
            return
        except Exception as error:
            found = error
        sys.stdout.buffer.write(pickle.dumps(found))
