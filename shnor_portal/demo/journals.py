"""Fictional comparisons of ВПР with the class journal, of those who got the marks."""

import random
from collections.abc import Iterator

from openpyxl import Workbook

from shnor_portal.demo.heads import report_head
from shnor_portal.demo.objectivity import REGION_PEOPLE, signed
from shnor_portal.demo.places import DemoMunicipality, DemoSchool
from shnor_portal.demo.results import VPR_SUBJECTS, Counts, percentages, saved, vpr_counts

_HEADERS = (
    "Группы участников", "Кол-во участников(всего)",
    *(
        f"{part} {unit}"
        for part in (
            "Понизили (Отметка < Отметка по журналу)",
            "Подтвердили (Отметка = Отметке по журналу)",
            "Повысили (Отметка > Отметка по журналу)",
        )
        for unit in ("%", "Кол-во участников")
    ),
)  # fmt: skip
_USUAL_LOWERED, _USUAL_RAISED = (0.06, 0.17), (0.02, 0.1)
_MANY = (0.42, 0.5)
Parts = tuple[int, int, int]


def journals_workbook(municipality: DemoMunicipality, spring: int, seed: int) -> bytes:
    """ФИС ОКО's «Сравнение отметок с отметками по журналу», a sheet per subject and grade."""
    chance = random.Random(f"{seed} {municipality.code} journal {spring}")  # noqa: S311 (fiction)
    marked = signed(municipality)
    book = Workbook()
    book.remove(book.active)
    for work, rows in vpr_counts(municipality, spring, seed).items():
        short, grade = work
        compared = [
            (row.school, _parts(chance, row, is_signed=work in marked.get(row.school, ())))
            for row in rows
        ]
        sheet = book.create_sheet(f"{short} {grade} Сравнение отметок с отметк"[:31])
        region = _region(chance)
        for line in _lines(municipality, VPR_SUBJECTS[short], grade, spring, region, compared):
            sheet.append(line)
    return saved(book)


def _parts(chance: random.Random, row: Counts, *, is_signed: bool) -> Parts:
    """Lowered, confirmed and raised: nobody with «5» is lowered, only «4» and «5» are raised.

    Marks of a school with signs differ from its journal: a weak one's journal is kinder than the
    work, a strong one's work is kinder than the journal.
    """
    twos, _threes, fours, fives = row.marks
    lowered, raised = chance.uniform(*_USUAL_LOWERED), chance.uniform(*_USUAL_RAISED)
    if is_signed and twos > fives:
        lowered = chance.uniform(*_MANY)
    elif is_signed:
        raised = chance.uniform(*_MANY)
    higher = min(int(row.participants * raised), fours + fives)
    lower = min(int(row.participants * lowered), row.participants - max(fives, higher))
    return lower, row.participants - lower - higher, higher


def _region(chance: random.Random) -> Parts:
    lowered, raised = chance.uniform(0.14, 0.19), chance.uniform(0.06, 0.1)
    lower, higher = int(REGION_PEOPLE * lowered), int(REGION_PEOPLE * raised)
    return lower, REGION_PEOPLE - lower - higher, higher


def _lines(
    municipality: DemoMunicipality,
    subject: str,
    grade: int,
    spring: int,
    region: Parts,
    compared: list[tuple[DemoSchool, Parts]],
) -> Iterator[tuple[object, ...]]:
    """Lines of the sheet (DOMAIN.md 7.2)."""
    report = "Сравнение отметок с отметками по журналу"
    yield from report_head(report, subject, grade, spring, highest=20)
    yield ()
    yield _HEADERS
    yield _line(f"{municipality.region_name}(reg98)", region)
    lowered, confirmed, raised = zip(*(parts for _, parts in compared), strict=True)
    total = (sum(lowered), sum(confirmed), sum(raised))
    yield _line(f"{municipality.name}({municipality.code})", total)
    for school, parts in compared:
        yield _line(f"{school.name}({school.login})", parts)


def _line(name: str, parts: Parts) -> tuple[object, ...]:
    pairs = zip(percentages(parts), parts, strict=True)
    return (name, sum(parts), *(cell for pair in pairs for cell in pair))
