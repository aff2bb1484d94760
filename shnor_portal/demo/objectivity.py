"""Fictional distributions of scores and the yearly list of schools with signs of bias."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from openpyxl import Workbook

from shnor_portal.demo.places import DemoMunicipality, DemoSchool

_WORKS = (("РУ", "Русский язык", 38), ("МА", "Математика", 20))
_GRADE = 4
_REGION = 0.55
_REGION_PEOPLE = 5200
_DRAWN = 2000
LIST_HEADERS = (
    "Год", "Муниципалитет", "Логин", "ОО", "4 РУ", "4 МА", "5 РУ", "5 МА", "Количество маркеров",
)  # fmt: skip


def scores_workbook(municipality: DemoMunicipality, spring: int, seed: int) -> bytes:
    """«Распределение первичных баллов» of grade 4: one school lies far above its region."""
    chance = random.Random(f"{seed} {municipality.code} scores {spring}")  # noqa: S311 (fiction)
    book = Workbook()
    book.remove(book.active)
    for short, subject, most in _WORKS:
        sheet = book.create_sheet(f"{short} {_GRADE} Распределение первичных баллов"[:31])
        for line in _distribution(chance, municipality, subject, most, spring):
            sheet.append(line)
    return _saved(book)


def bias_list(municipality: DemoMunicipality, spring: int) -> bytes:
    """The list as the region sends it: 0 or 1 for each work (DOMAIN.md 3.2)."""
    book = Workbook()
    sheet = book.active
    sheet.append(LIST_HEADERS)
    marked = {_strongest(municipality): (1, 0, 0, 0), _weakest(municipality): (0, 0, 0, 1)}
    for school in municipality.schools:
        signs = marked.get(school, (0, 0, 0, 0))
        sheet.append((spring, municipality.name, school.login, school.name, *signs, sum(signs)))
    return _saved(book)


def _distribution(
    chance: random.Random, municipality: DemoMunicipality, subject: str, most: int, spring: int
) -> Iterator[tuple[object, ...]]:
    yield ("Распределение первичных баллов",)
    yield ()
    yield (f"ВПР {spring} {subject} {_GRADE} класс",)
    yield ("Предмет:", subject)
    yield ("Максимальный первичный балл:", most)
    yield ("Дата:", f"{date(spring, 4, 20):%d.%m.%Y}")
    yield ()
    yield ("Группы участников", "Кол-во ОО", "Кол-во участников", *range(most + 1))
    region = _counts(chance, _DRAWN, _REGION, most)
    yield (f"{municipality.region_name}(reg98)", 140, _REGION_PEOPLE, *_percentages(region))
    strongest = _strongest(municipality)
    for school in municipality.schools:
        size = max(5, round(school.pupils / 10 * chance.uniform(0.75, 1.1)))
        # Only one school stands out: the others lie near their region.
        strength = 0.85 if school == strongest else _REGION + (school.strength - 0.6) / 6
        counts = _counts(chance, size, strength, most)
        yield (f"{school.name}({school.login})", None, size, *_percentages(counts))


def _strongest(municipality: DemoMunicipality) -> DemoSchool:
    return max(municipality.schools, key=lambda school: school.strength)


def _weakest(municipality: DemoMunicipality) -> DemoSchool:
    teaching = [school for school in municipality.schools if school.kind != "primary"]
    return min(teaching, key=lambda school: school.strength)


def _counts(chance: random.Random, size: int, strength: float, most: int) -> list[int]:
    counts = [0] * (most + 1)
    for _ in range(size):
        counts[min(most, max(0, round(chance.gauss(strength, 0.16) * most)))] += 1
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
