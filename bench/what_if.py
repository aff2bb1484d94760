"""«Что, если…» for a region of 1,000 schools × 3 years × 24 works: cold and warm, and by parts.

`python -m bench.what_if` prints the figures. The server's time of the whole page is measured:
permissions, the list to compare with, the criteria tried in three years, border schools, HTML.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Any

from bench.measuring import in_scratch_installation, median_seconds, say

SCHOOLS, PLACES = 1_000, 20
YEARS = (2022, 2023, 2024)
SUBJECTS = ("Русский язык", "Математика", "История", "Биология")
KEYS = (
    "federal-30-2", "federal-30-2-repeat-or", "ege-worst-15", "below-means-three-years",
    "high-results", "stable-three-years",
)  # fmt: skip


def region_of_schools() -> Any:
    """A region with an observer, schools and results; the observer's account is returned."""
    from django.utils import timezone

    from accounts.models import User
    from assessments.actions.classifying import carry_out_run
    from assessments.domain.criteria import shipped
    from assessments.models import ClassificationRun, Result, ResultsImport
    from schools.models import Membership, Municipality, Region, School

    region = Region.objects.create(code="97", name="Край для замеров")
    observer = User.objects.create_user("what-if@example.org", "zamer-skorosti", full_name="Замер")
    Membership.objects.create(user=observer, role="observer", region=region)
    dice = random.Random(1)
    for number in range(PLACES):
        place = Municipality.objects.create(
            region=region, code=f"reg97_m{number:03d}", name=f"Район {number}",
            office_name="Управление образования",
        )  # fmt: skip
        schools = School.objects.bulk_create(
            School(municipality=place, login=f"edu97{number:02d}{one:03d}", name=f"Школа № {one}")
            for one in range(SCHOOLS // PLACES)
        )
        file = ResultsImport.objects.create(
            municipality=place, file_name="r.xlsx", state="confirmed", draft={}, issues=[],
            decided_at=timezone.now(),
        )  # fmt: skip
        Result.objects.bulk_create(
            (_result(dice, school, work, year, file) for school in schools for work in _works()
             for year in YEARS),
            batch_size=2000,
        )  # fmt: skip
        run = ClassificationRun.objects.create(
            municipality=place, academic_year=YEARS[-1],
            criteria=shipped("federal-30-2").snapshot(),
        )  # fmt: skip
        carry_out_run(run.pk)
    return observer


def _works() -> list[tuple[str, str, int]]:
    works = [("vpr", subject, grade) for grade in (4, 5, 6, 7, 8) for subject in SUBJECTS]
    return [
        *works, ("oge", "Русский язык", 9), ("oge", "Математика", 9), ("ege", "Русский язык", 11),
        ("ege_base", "Математика", 11),
    ]  # fmt: skip


def _result(
    dice: random.Random, school: Any, work: tuple[str, str, int], year: int, file: Any
) -> Any:
    from assessments.models import Result

    procedure, subject, grade = work
    participants = dice.randint(8, 90)
    low = int(participants * dice.choice((0, 5, 10, 15, 20, 25, 35)) / 100)
    columns: dict[str, Any] = {"below_minimum": low, "below_entry_minimum": low}
    if procedure != "ege":
        rest = participants - low
        fives = rest // 5
        columns = {"twos": low, "threes": rest // 3, "fives": fives,
                   "fours": rest - rest // 3 - fives}  # fmt: skip
    return Result(
        school=school, procedure=procedure, subject=subject, grade=grade, academic_year=year,
        written_year=year, participants=participants, results_import=file, sheet="1", cell="A1",
        **columns,
    )  # fmt: skip


def bench_what_if() -> None:
    """The page, cold and warm, for criteria of several kinds."""
    from django.core.cache import cache
    from django.test import Client
    from django.urls import reverse

    from assessments.queries.what_if.ledgers import forget_all

    client = Client(SERVER_NAME="localhost")
    client.force_login(region_of_schools())
    address = reverse("assessments:what_if")

    def ask(**asked: str) -> Callable[[], object]:
        return lambda: _page(client, address, asked)

    def forgotten(*, everything: bool) -> float:
        forget_all()
        if everything:
            cache.clear()
        begin = time.perf_counter()
        ask()()
        return time.perf_counter() - begin

    ask()()
    said = f"what if, {SCHOOLS} schools × 3 years × 24 works"
    say(f"{said}: nothing kept", f"{forgotten(everything=True) * 1000:.0f} ms")
    say(f"{said}: rows in the shared cache", f"{forgotten(everything=False) * 1000:.0f} ms")
    thresholds = iter(range(15, 90))
    seconds = median_seconds(lambda: ask(threshold=str(next(thresholds)))())
    say(f"{said}: another threshold, warm", f"{seconds * 1000:.0f} ms")
    grades = iter(("4", "5", "6", "7", "8", "4,5", "5,6"))
    seconds = median_seconds(lambda: ask(vpr_grades=next(grades))())
    say(f"{said}: other works, warm", f"{seconds * 1000:.0f} ms")
    for key in KEYS:
        seconds = median_seconds(ask(criteria=key))
        say(f"{said}: {key}, warm", f"{seconds * 1000:.0f} ms")


def _page(client: Any, address: str, asked: dict[str, str]) -> None:
    answer = client.get(address, asked)
    if answer.status_code != 200:
        raise RuntimeError(f"the page answered {answer.status_code}")


if __name__ == "__main__":
    in_scratch_installation(bench_what_if)
