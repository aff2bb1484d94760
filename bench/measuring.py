"""How figures are taken and said, and where: a scratch installation that is thrown away."""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path


def median_seconds(call: Callable[[], object], runs: int = 5) -> float:
    """Median of `runs` calls after one that does not count."""
    call()
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        call()
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def say(what: str, figure: str) -> None:
    """One line of the answer."""
    sys.stdout.write(f"{what:<64} {figure}\n")


def in_scratch_installation(*benches: Callable[[], None]) -> None:
    """Make a scratch installation and measure in it."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(VAR_DIR=folder, MEDIA_ROOT=str(Path(folder) / "media"))
        # Never the installation's own database, which .env may name.
        os.environ["DATABASE_URL"] = os.environ.get(
            "BENCH_DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3"
        )
        os.environ["DJANGO_SETTINGS_MODULE"] = "shnor_portal.settings"
        os.environ["STATIC_ROOT"] = str(Path(folder) / "static")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        for bench in benches:
            bench()
