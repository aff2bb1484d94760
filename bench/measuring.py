"""How figures are taken and said, and where: a scratch installation that is thrown away."""

from __future__ import annotations

import json
import os
import resource
import statistics
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Measured:
    """What a call took in a process of its own, and what it answered.

    `seconds` are those of the clock, `processor` those of one core, `megabytes` the most memory
    that the process held at any moment.
    """

    seconds: float
    processor: float
    megabytes: int
    answer: Any


def median_seconds(call: Callable[[], object], runs: int = 5) -> float:
    """Median of `runs` calls after one that does not count."""
    call()
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        call()
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def in_child(call: Callable[[], Any], *, elsewhere: Callable[[], float] = lambda: 0.0) -> Measured:
    """Measure one call in a process of its own; its answer must be plain data (JSON).

    `elsewhere` tells the processor seconds that another process has spent for this one so far,
    as a database server does; it is asked before and after. RuntimeError where the call fails:
    what went wrong stands on the error output.
    """
    sys.stdout.flush()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        os._exit(_measure_into(writer, call, elsewhere))
    os.close(writer)
    with os.fdopen(reader) as stream:
        text = stream.read()
    os.waitpid(child, 0)
    if not text:
        raise RuntimeError("a measured call has failed")
    return Measured(*json.loads(text))


def _measure_into(writer: int, call: Callable[[], Any], elsewhere: Callable[[], float]) -> int:
    try:
        begin, before = time.perf_counter(), elsewhere() + time.process_time()
        answer = call()
        seconds, processor = time.perf_counter() - begin, elsewhere() + time.process_time()
    except BaseException:
        traceback.print_exc()
        return 1
    figures = [
        seconds,
        processor - before,
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        answer,
    ]
    with os.fdopen(writer, "w") as stream:
        json.dump(figures, stream)
    sys.stdout.flush()
    return 0


def say(what: str, figure: str) -> None:
    """One line of the answer."""
    sys.stdout.write(f"{what:<64} {figure}\n")


def in_scratch_installation(*benches: Callable[[], None]) -> None:
    """Make a scratch installation and measure in it."""
    with tempfile.TemporaryDirectory() as folder:
        # Never the installation's own database, which .env may name.
        set_up_installation(
            folder, os.environ.get("BENCH_DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        )
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        for bench in benches:
            bench()


def set_up_installation(folder: str, database_url: str) -> None:
    """Let this process be an installation with everything in `folder`; nothing is made yet."""
    os.environ.update(
        VAR_DIR=folder,
        MEDIA_ROOT=str(Path(folder) / "media"),
        STATIC_ROOT=str(Path(folder) / "static"),
        DATABASE_URL=database_url,
        DJANGO_SETTINGS_MODULE="shnor_portal.settings",
    )
    import django

    django.setup()
