"""A fictional country: regions, municipalities, schools and three years of their results.

The school of a number is the same in a country of any size. Three kinds of schools bring 27, 23 and
3 rows a year, 24 on average. As in a real database, some figures were corrected by a later file,
some schools are closed or bring nothing, some files do not tell how many are below the minimum.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

YEARS = (2022, 2023, 2024)
SCHOOLS_A_MUNICIPALITY = 60
MOST_REGIONS = 85
_SEED = 20261126

_SECONDARY, _BASIC, _PRIMARY = "secondary", "basic", "primary"
_RUSSIAN, _MATHEMATICS = "Русский язык", "Математика"
_FURTHER = ("История", "Биология")

PRIMARY_WORKS = (
    ("vpr", _RUSSIAN, 4), ("vpr", _MATHEMATICS, 4), ("vpr", "Окружающий мир", 4),
)  # fmt: skip
BASIC_WORKS = (
    *PRIMARY_WORKS,
    *(
        ("vpr", subject, grade)
        for grade in (5, 6, 7, 8)
        for subject in (_RUSSIAN, _MATHEMATICS, *_FURTHER)
    ),
    ("oge", _RUSSIAN, 9), ("oge", _MATHEMATICS, 9), ("oge", "Обществознание", 9),
    ("oge", "Биология", 9),
)  # fmt: skip
SECONDARY_WORKS = (
    *BASIC_WORKS,
    ("ege", _RUSSIAN, 11), ("ege_base", _MATHEMATICS, 11), ("ege_profile", _MATHEMATICS, 11),
    ("ege", "Обществознание", 11),
)  # fmt: skip
WORKS = {_SECONDARY: SECONDARY_WORKS, _BASIC: BASIC_WORKS, _PRIMARY: PRIMARY_WORKS}
_SCORED = frozenset({"ege", "ege_profile"})

COLUMNS = (
    "school_id", "procedure", "subject", "grade", "academic_year", "written_year", "attempt",
    "participants", "twos", "threes", "fours", "fives", "below_minimum", "below_entry_minimum",
    "high_scorers", "mean_score", "results_import_id", "superseded_by_id", "sheet", "cell",
)  # fmt: skip
"""What `rows_of_school` gives, by the names of the model's attributes."""


class Files(NamedTuple):
    """Keys of the two files of a municipality and year: the first one and its correction."""

    first: int
    correction: int


def make_places(schools: int) -> list[tuple[int, dict[int, Files]]]:
    """Regions, municipalities, schools and files of `schools` schools, without results.

    A school's key and the files of its municipality by year, school by school. The schools' numbers
    are their places in the answer.
    """
    municipalities = _municipalities(-(-schools // SCHOOLS_A_MUNICIPALITY))
    files = _files(municipalities)
    keys = _schools(schools, municipalities)
    return [(key, files[number // SCHOOLS_A_MUNICIPALITY]) for number, key in enumerate(keys)]


def _municipalities(count: int) -> list[Any]:
    from schools.models import Municipality, Region

    regions = Region.objects.bulk_create(
        Region(code=f"{number:02d}", name=f"Вымышленный край № {number}")
        for number in range(1, min(MOST_REGIONS, -(-count // 8)) + 1)
    )
    return Municipality.objects.bulk_create(
        Municipality(
            region=regions[number % len(regions)],
            code=f"reg{regions[number % len(regions)].code}_m{number:03d}",
            name=f"Вымышленный район № {number}",
            office_name="Управление образования",
        )
        for number in range(count)
    )


def _files(municipalities: list[Any]) -> list[dict[int, Files]]:
    from django.utils import timezone

    from assessments.models import ResultsImport

    names = ("Статистика по отметкам", "Статистика по отметкам, уточнение")
    made = iter(
        ResultsImport.objects.bulk_create(
            (
                ResultsImport(
                    municipality=place, file_name=f"{name} {year}.xlsx", kind="отметки",
                    sha256=f"{place.pk:032d}{year:031d}{number}", state="confirmed",
                    decided_at=timezone.now(),
                )
                for place in municipalities for year in YEARS for number, name in enumerate(names)
            ),
            batch_size=1_000,
        )
    )  # fmt: skip
    return [{year: Files(next(made).pk, next(made).pk) for year in YEARS} for _ in municipalities]


def _schools(count: int, municipalities: list[Any]) -> list[int]:
    from schools.models import School

    made = School.objects.bulk_create(
        (
            School(
                municipality=municipalities[number // SCHOOLS_A_MUNICIPALITY],
                login=f"edu{number:06d}", name=f"Школа № {number}", kind=_kind(number),
                closed_on=_closed_on(number),
            )
            for number in range(count)
        ),
        batch_size=1_000,
    )  # fmt: skip
    return [school.pk for school in made]


def _kind(number: int) -> str:
    part = number * 7 % 10
    return _PRIMARY if part == 0 else _BASIC if part < 3 else _SECONDARY


def _closed_on(number: int) -> date | None:
    """One school of two hundred is closed before the last year, one in its course."""
    return {17: date(2024, 8, 31), 117: date(2025, 2, 1)}.get(number % 200)


def rows_of_school(number: int, key: int, files: dict[int, Files]) -> Iterator[tuple[Any, ...]]:
    """All results of one school as tuples of COLUMNS, earlier versions and resits included."""
    dice = random.Random(_SEED + number)
    size = 4 + int(dice.lognormvariate(3.2, 0.9))
    weakness = dice.lognormvariate(-2.9, 0.8)
    for year in YEARS:
        if dice.random() < 0.01:
            continue
        weakness *= 0.85 + 0.3 * dice.random()
        is_corrected = dice.random() < 0.02
        first, correction = files[year]
        for place, work in enumerate(WORKS[_kind(number)]):
            cell = f"D{10 + place}"
            if is_corrected:
                figures = _figures(dice, work, size, weakness)
                yield (
                    key, *work, year, year, "first", *figures, first, correction, "Лист1", cell
                )  # fmt: skip
            figures = _figures(dice, work, size, weakness)
            file = correction if is_corrected else first
            yield (key, *work, year, year, "first", *figures, file, None, "Лист1", cell)
            if work[0] == "ege_base" and dice.random() < 0.05:
                figures = _figures(dice, work, 5, weakness)
                yield (key, *work, year, year, "resit", *figures, first, None, "Лист2", cell)


def _figures(
    dice: random.Random, work: tuple[str, str, int], size: int, weakness: float
) -> tuple[Any, ...]:
    """Participants, four marks, three counts of scores and the mean score."""
    chance = dice.random
    participants = int(size * (0.6 + 0.8 * chance()))
    low = min(participants, int(participants * weakness * 2 * chance() + chance()))
    if work[0] in _SCORED:
        if chance() < 0.02:
            return (participants, None, None, None, None, None, None, None, None)
        entry = min(participants, low + int(participants * 0.1 * chance()))
        high = int((participants - entry) * 0.3 * chance())
        mean = f"{40 + 40 * chance():.4f}" if participants else None
        return (participants, None, None, None, None, low, entry, high, mean)
    rest = participants - low
    fives = int(rest * 0.4 * chance())
    fours = int((rest - fives) * chance())
    return (participants, low, rest - fives - fours, fours, fives, None, None, None, None)
