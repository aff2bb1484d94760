"""Fictional distributions of scores and the yearly list of schools with signs of bias."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl import Workbook

from shnor_portal.demo.heads import report_head
from shnor_portal.demo.places import DemoMunicipality, DemoSchool
from shnor_portal.demo.results import (
    VPR_SUBJECTS,
    marks_of,
    percentages,
    saved,
    vpr_counts,
)

_WORKS = {"РУ": (13, 23, 32, 38), "МА": (5, 9, 14, 20)}
"""The highest scores of the marks 2–5 in grade 4 (DOMAIN.md 4.3)."""
GRADE = 4
_REGION = 0.68
REGION_PEOPLE = 5200
_DRAWN = 2000
_LISTED = (("РУ", 4), ("МА", 4), ("РУ", 5), ("МА", 5))
LIST_HEADERS = (
    "Год", "Муниципалитет", "Логин", "ОО", "4 РУ", "4 МА", "5 РУ", "5 МА", "Количество маркеров",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reached:
    """How many of a school got each primary score of a work."""

    school: DemoSchool
    counts: list[int]


@dataclass(frozen=True, slots=True)
class Distributions:
    """Primary scores of one work of grade 4: of the region's sample and of each school."""

    short: str
    region: list[int]
    schools: list[Reached]


def scores_workbook(municipality: DemoMunicipality, spring: int, seed: int) -> bytes:
    """«Распределение первичных баллов» of grade 4."""
    book = Workbook()
    book.remove(book.active)
    for found in distributions(municipality, spring, seed):
        sheet = book.create_sheet(f"{found.short} {GRADE} Распределение первичных баллов"[:31])
        for line in _lines(municipality, found, spring):
            sheet.append(line)
    return saved(book)


def distributions(municipality: DemoMunicipality, spring: int, seed: int) -> list[Distributions]:
    """The scores of those who got the marks of grade 4, the same for every workbook."""
    chance = random.Random(f"{seed} {municipality.code} scores {spring}")  # noqa: S311 (fiction)
    counts = vpr_counts(municipality, spring, seed)
    return [
        Distributions(
            short,
            _scores(chance, marks_of(chance, _DRAWN, _REGION), tops),
            [Reached(row.school, _scores(chance, row.marks, tops)) for row in counts[short, GRADE]],
        )
        for short, tops in _WORKS.items()
    ]


def bias_list(municipality: DemoMunicipality, spring: int) -> bytes:
    """The list as the region sends it: 0 or 1 for each work (DOMAIN.md 3.2)."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Список"
    sheet.append(LIST_HEADERS)
    marked = signed(municipality)
    for school in municipality.schools:
        signs = [int(work in marked.get(school, ())) for work in _LISTED]
        sheet.append((spring, municipality.name, school.login, school.name, *signs, sum(signs)))
    return saved(book)


def signed(municipality: DemoMunicipality) -> dict[DemoSchool, set[tuple[str, int]]]:
    """Two schools with signs of bias: short names of the subjects and grades."""
    return {_strongest(municipality): {("РУ", 4)}, _weakest(municipality): {("МА", 5)}}


def _lines(
    municipality: DemoMunicipality, found: Distributions, spring: int
) -> Iterator[tuple[object, ...]]:
    subject, highest = VPR_SUBJECTS[found.short], len(found.region) - 1
    report = "Распределение первичных баллов"
    yield from report_head(report, subject, GRADE, spring, highest=highest)
    yield ()
    yield ("Группы участников", "Кол-во ОО", "Кол-во участников", *range(highest + 1))
    region = percentages(found.region)
    yield (f"{municipality.region_name}(reg98)", 140, REGION_PEOPLE, *region)
    for one in found.schools:
        name = f"{one.school.name}({one.school.login})"
        yield (name, None, sum(one.counts), *percentages(one.counts))


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
