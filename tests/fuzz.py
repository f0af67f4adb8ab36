"""Fuzzing: `make fuzz` looks for texts, files and seeds that break an invariant.

The cases run in a separate process, so that a case that hangs or crashes it is a finding too. A case is identified by
its target, seed and number: `tests/fuzz.py text --case 0:417` runs it again.
"""

from __future__ import annotations

import argparse
import multiprocessing as mp
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from fuzz_targets import TARGETS

LONGEST = 60.0
"""Seconds after which a case counts as hanging. A normal case takes a tenth of a second."""
MEMORY = 3 << 30
SHOWN = 3
"""Maximum number of findings that are recorded for one place in the code."""


def case(target: str, seed: int, number: int) -> tuple[str, bytes]:
    """Return (name of the file, its contents) of the case with this number."""
    return TARGETS[target].make(Random(f"{target} {seed} {number}"))


def work(target: str, seed: int, first: int, pipe: Connection) -> None:
    """Run the cases from ``first`` on, and send the number of each and the exception that it raised."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for number in count(first):
        pipe.send((number, None))
        name, data = case(target, seed, number)
        try:
            TARGETS[target].check(name, data)
        except Exception as error:
            pipe.send((number, shown(error)))


def shown(error: Exception) -> str:
    """Return the exception and its place, the place in the project's own code first."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if "/generator/" in f.filename] or frames[-1:]
    place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}"
    message = " ".join(str(error).split())[:300]
    return f"{place} {type(error).__name__}: {message}"


def findings(
    target: str, seed: int, first: int, until: float, rounds: int
) -> Iterator[tuple[int, str]]:
    """Yield (number of the case, its error) until the time or the rounds are over."""
    number = first - 1
    while number + 1 < first + rounds and time.monotonic() < until:
        pipe, theirs = mp.Pipe(duplex=False)
        process = mp.Process(target=work, args=(target, seed, number + 1, theirs), daemon=True)
        process.start()
        theirs.close()
        while time.monotonic() < until:
            try:
                found = pipe.recv() if pipe.poll(LONGEST) else (number, "hangs")
            except EOFError:
                process.join()
                found = (number, f"ends the process with {process.exitcode}")
            number = found[0]
            if number >= first + rounds:
                break
            if found[1]:
                yield found
                if not found[1].startswith(("hangs", "ends")):
                    continue
                break
        process.kill()
        process.join()
    print(f"{target}: {number + 1 - first} cases from {first}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", default=[*TARGETS], help=", ".join(TARGETS))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--seconds", type=float, default=120, help="for each target")
    parser.add_argument("--rounds", type=int, default=sys.maxsize, help="cases of each target")
    parser.add_argument("--case", help="SEED:NUMBER of one case: run it here, and write it down")
    options = parser.parse_args()
    folder = Path(tempfile.gettempdir()) / "coop-guides-fuzz"
    folder.mkdir(exist_ok=True)
    if options.case:
        TARGETS[options.targets[0]].prepare()
        (target,) = options.targets
        seed, _, number = options.case.partition(":")
        name, data = case(target, int(seed), int(number))
        path = folder / f"{target}-{seed}-{number}{Path(name).suffix}"
        path.write_bytes(data)
        print(f"{name} is written to {path}")
        TARGETS[target].check(name, data)
        return 0
    broken: Counter[str] = Counter()
    for target in options.targets:
        TARGETS[target].prepare()
        until = time.monotonic() + options.seconds
        for number, what in findings(target, options.seed, options.first, until, options.rounds):
            kind = what.partition(":")[0] + what.partition(":")[2][:12]
            broken[kind] += 1
            if broken[kind] <= SHOWN:
                print(f"{target} --case {options.seed}:{number}  {what}", flush=True)
    for kind, often in broken.most_common():
        print(f"{often:5} × {kind}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
