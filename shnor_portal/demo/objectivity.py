"""Fictional distributions of scores and the yearly list of schools with signs of bias."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from openpyxl import Workbook

from shnor_portal.demo.places import DemoMunicipality, DemoSchool
from shnor_portal.demo.results import VPR_SUBJECTS, Counts, marks_of, vpr_counts

_WORKS = {"РУ": (13, 23, 32, 38), "МА": (5, 9, 14, 20)}
"""The highest scores of the marks 2–5 in grade 4 (DOMAIN.md 4.3)."""
_GRADE = 4
_REGION = 0.68
_REGION_PEOPLE = 5200
_DRAWN = 2000
LIST_HEADERS = (
    "Год", "Муниципалитет", "Логин", "ОО", "4 РУ", "4 МА", "5 РУ", "5 МА", "Количество маркеров",
)  # fmt: skip


def scores_workbook(municipality: DemoMunicipality, spring: int, seed: int) -> bytes:
    """«Распределение первичных баллов» of grade 4: the scores of those who got the marks."""
    chance = random.Random(f"{seed} {municipality.code} scores {spring}")  # noqa: S311 (fiction)
    book = Workbook()
    book.remove(book.active)
    counts = vpr_counts(municipality, spring, seed)
    for short, tops in _WORKS.items():
        sheet = book.create_sheet(f"{short} {_GRADE} Распределение первичных баллов"[:31])
        rows = counts[short, _GRADE]
        for line in _distribution(chance, municipality, VPR_SUBJECTS[short], tops, rows, spring):
            sheet.append(line)
    return _saved(book)


def bias_list(municipality: DemoMunicipality, spring: int) -> bytes:
    """The list as the region sends it: 0 or 1 for each work (DOMAIN.md 3.2)."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Список"
    sheet.append(LIST_HEADERS)
    marked = {_strongest(municipality): (1, 0, 0, 0), _weakest(municipality): (0, 0, 0, 1)}
    for school in municipality.schools:
        signs = marked.get(school, (0, 0, 0, 0))
        sheet.append((spring, municipality.name, school.login, school.name, *signs, sum(signs)))
    return _saved(book)


def _distribution(
    chance: random.Random,
    municipality: DemoMunicipality,
    subject: str,
    tops: tuple[int, ...],
    rows: list[Counts],
    spring: int,
) -> Iterator[tuple[object, ...]]:
    yield ("Распределение первичных баллов",)
    yield ()
    yield (f"ВПР {spring} {subject} {_GRADE} класс",)
    yield ("Предмет:", subject)
    yield ("Максимальный первичный балл:", tops[-1])
    yield ("Дата:", f"{date(spring, 4, 20):%d.%m.%Y}")
    yield ()
    yield ("Группы участников", "Кол-во ОО", "Кол-во участников", *range(tops[-1] + 1))
    region = _scores(chance, marks_of(chance, _DRAWN, _REGION), tops)
    yield (f"{municipality.region_name}(reg98)", 140, _REGION_PEOPLE, *_percentages(region))
    for row in rows:
        name = f"{row.school.name}({row.school.login})"
        scores = _scores(chance, row.marks, tops)
        yield (name, None, row.participants, *_percentages(scores))


def _strongest(municipality: DemoMunicipality) -> DemoSchool:
    return max(municipality.schools, key=lambda school: school.strength)


def _weakest(municipality: DemoMunicipality) -> DemoSchool:
    teaching = [school for school in municipality.schools if school.kind != "primary"]
    return min(teaching, key=lambda school: school.strength)


def _scores(chance: random.Random, marks: Sequence[int], tops: Sequence[int]) -> list[int]:
    """How many got each score; every score lies within its mark."""
    counts = [0] * (tops[-1] + 1)
    lowest = tops[0] // 3
    for number, highest in zip(marks, tops, strict=True):
        for _ in range(number):
            counts[chance.randint(lowest, highest)] += 1
        lowest = highest + 1
    return counts


def _percentages(counts: list[int]) -> tuple[float, ...]:
    total = sum(counts)
    return tuple(
        float((Decimal(100 * count) / total).quantize(Decimal("0.01"), ROUND_HALF_UP))
        for count in counts
    )


def _saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
