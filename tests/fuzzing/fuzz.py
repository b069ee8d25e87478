"""Fuzzes one reader for a time: bad files made of sound ones, and files that hypothesis thinks up.

    python -m tests.fuzzing.fuzz vcard --seconds 600 [--seed 7]

The reader works in a process of its own, which may use 500 MB and must be done with each file within five seconds. What
breaks it lies beside the report, under `--into`; the exit code says how many faults were found.
"""

from __future__ import annotations

import argparse
import faulthandler
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
#: Seconds a file may take, and bytes of memory a reader may use.
PATIENCE, MEMORY = 5.0, 500_000_000
#: Examples of hypothesis in a row, and mutations between them.
_EXAMPLES, _MUTATIONS = 40, 160


def main() -> int:
    """Fuzz as the command line says."""
    parser = argparse.ArgumentParser(description="Fuzz one reader.")
    parser.add_argument("reader")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--into", type=Path, default=Path(tempfile.gettempdir()))
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        _work(options.reader, options.seconds, options.seed, options.inside)
        return 0
    faults = fuzz(options.reader, seconds=options.seconds, seed=options.seed, into=options.into)
    for fault in faults:
        print(fault)  # noqa: T201 - a script says what it found
    return min(len(faults), 100)


def fuzz(reader: str, *, seconds: float, seed: int, into: Path) -> list[str]:
    """Fuzz a reader and return what was found, a paragraph each."""
    faults: list[str] = []
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0.5 and len(faults) < 20:
        into.mkdir(parents=True, exist_ok=True)
        current = into / f"fuzz-{reader}-{seed}.bin"
        call = [sys.executable, "-m", "tests.fuzzing.fuzz", reader, "--seconds", str(left), "--seed", str(seed)]
        done = subprocess.run(
            [*call, "--inside", str(current)], cwd=HOME, capture_output=True, text=True, check=False,
            errors="replace", timeout=left + 60,
        )  # fmt: skip
        if done.returncode == 0:
            print(f"{reader}: {done.stdout.strip()}")  # noqa: T201
            current.unlink(missing_ok=True)
            break
        kept = current.with_name(f"fault-{reader}-{seed}.bin")
        if current.exists():
            current.rename(kept)
        faults.append(f"{kept}: exit code {done.returncode}\n{done.stderr[-3000:]}")
        seed += 1
    return faults


def _work(name: str, seconds: float, seed: int, current: Path) -> None:
    """Give a reader one bad file after another; end with the first it does not get over."""
    import resource  # noqa: PLC0415 - not on every system, and only in here

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    from tests.fuzzing.readers import ALLOWED, READERS  # noqa: PLC0415 - within the limits

    faulthandler.register(signal.SIGPROF, chain=True)
    read = READERS[name]
    until = time.monotonic() + seconds
    count = 0
    slowest = 0.0
    for content in _files(name, seed):
        if time.monotonic() > until:
            break
        current.write_bytes(content)
        # Its own work counts, not what else the machine is doing; what waits for another process has a little more.
        faulthandler.dump_traceback_later(24 * PATIENCE, exit=True)
        signal.setitimer(signal.ITIMER_PROF, PATIENCE)
        begun = time.process_time()
        try:
            read(content)
        except ALLOWED:
            pass
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            faulthandler.cancel_dump_traceback_later()
        taken = time.process_time() - begun
        if taken > slowest:
            slowest = taken
            current.with_name(f"slowest-{name}.bin").write_bytes(content)
        count += 1
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{count} files, slowest {slowest:.2f} s, {most} MB at most")  # noqa: T201


def _files(name: str, seed: int) -> Iterator[bytes]:
    """Yield bad files without end, half of them mutations, half thought up."""
    from tests.fuzzing import seeds, thought_up  # noqa: PLC0415 - within the limits
    from tests.fuzzing.mutating import mutated  # noqa: PLC0415

    chance = random.Random(seed)
    sound = seeds.of(name)
    yield from sound
    while True:
        for _time in range(_MUTATIONS):
            yield mutated(chance, sound)
        yield from thought_up.examples(name, _EXAMPLES, chance.randrange(1 << 30))


if __name__ == "__main__":
    sys.exit(main())
