"""«Что, если…» for a region of 1,000 schools × 3 years × 24 works, for every shipped set.

`python -m bench.what_if` prints processor time, in ms. The server's time of the whole page is
measured: permissions, the list to compare with, the criteria tried in three years, border schools,
HTML. For each set: the first question, a moved limit, the same question again, a moved limit
without the page, and one verdict of a calculation, in µs.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

from bench.measuring import in_scratch_installation, say

SCHOOLS, PLACES = 1_000, 20
YEARS = (2022, 2023, 2024)
SUBJECTS = ("Русский язык", "Математика", "История", "Биология")
MOVED = (
    "threshold", "worst_percent", "best_percent", "context_percent", "min_fails",
    "min_participants",
)  # fmt: skip
"""Limits to move: of each set the first that it has."""


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
            municipality=place, file_name="r.xlsx", state="confirmed",
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
    """The page, cold and warm, for all shipped criteria."""
    # As the server starts its process.
    from django.core.cache import cache
    from django.test import Client
    from django.urls import reverse

    import shnor_portal.wsgi  # noqa: F401
    from assessments.domain.criteria import SHIPPED
    from assessments.queries.what_if.ledgers import forget_all

    client = Client(SERVER_NAME="localhost")
    client.force_login(region_of_schools())
    address = reverse("assessments:what_if")

    def ask(**asked: str) -> Callable[[], object]:
        return lambda: _page(client, address, asked)

    def forgotten(*, everything: bool) -> str:
        forget_all()
        if everything:
            cache.clear()
        return _shown(_seconds(ask()))

    ask()()
    said = f"what if, {SCHOOLS} schools"
    say(f"{said}: nothing kept", forgotten(everything=True))
    say(f"{said}: rows in the shared cache", forgotten(everything=False))
    grades = iter(("4", "5", "6", "7", "8", "4,5", "5,6"))
    say(f"{said}: other works", _shown(_median(lambda: ask(vpr_grades=next(grades))())))
    say(f"{said}: criteria", "first   moved   again  judged  verdict")
    for key, criteria in SHIPPED.items():
        name = next(one for one in MOVED if one in criteria.parameters)
        limits = iter(range(2, 90))
        first = _seconds(ask(criteria=key))
        again = _median(ask(criteria=key))

        def moved(key: str = key, name: str = name, limits: Iterator[int] = limits) -> None:
            ask(criteria=key, of=key, **{name: str(next(limits))})()

        def judged(key: str = key, name: str = name, limits: Iterator[int] = limits) -> None:
            _judge(SHIPPED[key].with_setting(f"{name}={next(limits)}"))

        figures = [first, _median(moved), again, _median(judged)]
        verdict = f"{_verdict_seconds(criteria) * 1_000_000:5.0f} µs"
        say(f"{said}: {key}", " ".join([*map(_shown, figures), verdict]))


def _judge(criteria: Any) -> None:
    """A question without its page: the schools and the list are read, all years are judged."""
    from assessments.models import RunPlace
    from assessments.queries.what_if.ledgers import ledgers_of
    from assessments.queries.what_if.screen import Question, answer
    from schools.models import Municipality, Region

    ledgers = ledgers_of(list(Municipality.objects.values_list("pk", flat=True)))
    place = RunPlace(region=Region.objects.get())
    question = Question(criteria.widened_to(place.level), YEARS[-1], look_back=3, border=1)
    answer(ledgers, question, place)


def _verdict_seconds(criteria: Any) -> float:
    """One verdict with its grounds and words, the population surveyed before."""
    from assessments.domain.classification import classify_school, survey
    from assessments.models.run_places import RunPlace
    from assessments.queries.run_inputs import RunInputs
    from schools.models import Municipality

    place = RunPlace(municipality=Municipality.objects.order_by("pk").first())
    facts = list(RunInputs(place, YEARS[-1], criteria.plan).facts())
    landscape = survey(facts, criteria, academic_year=YEARS[-1])

    def judge() -> None:
        for one in facts:
            classify_school(one, criteria, academic_year=YEARS[-1], landscape=landscape)

    return _median(judge) / len(facts)


def _seconds(call: Callable[[], object]) -> float:
    begin = time.process_time()
    call()
    return time.process_time() - begin


def _median(call: Callable[[], object], runs: int = 5) -> float:
    call()
    return statistics.median(_seconds(call) for _ in range(runs))


def _shown(seconds: float) -> str:
    return f"{seconds * 1000:4.0f} ms"


def _page(client: Any, address: str, asked: dict[str, str]) -> None:
    answer = client.get(address, asked)
    if answer.status_code != 200:
        raise RuntimeError(f"the page answered {answer.status_code}")


if __name__ == "__main__":
    in_scratch_installation(bench_what_if)
