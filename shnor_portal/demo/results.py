"""Fictional results as the workbooks that offices receive; they are imported like any other."""

import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from openpyxl import Workbook

from shnor_portal.demo.heads import report_head
from shnor_portal.demo.places import DemoMunicipality, DemoSchool

VPR_SUBJECTS = {"РУ": "Русский язык", "МА": "Математика"}
VPR_GRADES = range(4, 9)
MARKS = (2, 3, 4, 5)
FLAT_HEADERS = (
    "Год", "Процедура", "Класс", "Предмет", "Муниципалитет", "Логин", "ОО",
    "Кол-во участников", "2", "3", "4", "5",
)  # fmt: skip
EXAMS = (("ОГЭ", "Русский язык", 9), ("ОГЭ", "Математика", 9), ("ЕГЭ база", "Математика", 11))


@dataclass(frozen=True, slots=True)
class Counts:
    """Marks 2–5 of one school in one work."""

    school: DemoSchool
    marks: tuple[int, int, int, int]

    @property
    def participants(self) -> int:
        """How many took part."""
        return sum(self.marks)


def vpr_workbook(municipality: DemoMunicipality, spring: int, seed: int) -> bytes:
    """ВПР of one spring as ФИС ОКО's «Статистика по отметкам», a sheet per subject and grade."""
    book = Workbook()
    book.remove(book.active)
    for (short, grade), rows in vpr_counts(municipality, spring, seed).items():
        sheet = book.create_sheet(f"{short} {grade} Статистика по отметкам")
        for line in _statistics(municipality, VPR_SUBJECTS[short], grade, spring, rows):
            sheet.append(line)
    return saved(book)


def vpr_counts(
    municipality: DemoMunicipality, spring: int, seed: int
) -> dict[tuple[str, int], list[Counts]]:
    """Marks of the schools by short name of the subject and grade, the same for every workbook."""
    chance = random.Random(f"{seed} {municipality.code} vpr {spring}")  # noqa: S311 (fiction)
    return {
        (short, grade): list(_works(chance, municipality.schools, grade, spring))
        for grade in VPR_GRADES
        for short in VPR_SUBJECTS
    }


def exams_table(municipality: DemoMunicipality, academic_year: int, seed: int) -> bytes:
    """ОГЭ and basic ЕГЭ mathematics of one year as a flat table with counts of marks."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Результаты"
    sheet.append(FLAT_HEADERS)
    for exam, row in _exam_counts(municipality, academic_year, seed):
        sheet.append(_flat_row(municipality, academic_year, exam, row))
    return saved(book)


def resits_table(municipality: DemoMunicipality, academic_year: int, seed: int) -> bytes:
    """Those who got «2» at an exam and sat it again: most pass, hardly anybody beyond «3»."""
    chance = random.Random(f"{seed} {municipality.code} resits {academic_year}")  # noqa: S311 (fiction)
    book = Workbook()
    sheet = book.active
    sheet.title = "Пересдачи"
    sheet.append((*FLAT_HEADERS, "Попытка"))
    for exam, row in _exam_counts(municipality, academic_year, seed):
        if row.marks[0]:
            again = Counts(row.school, marks_of(chance, row.marks[0], 0.3))
            sheet.append((*_flat_row(municipality, academic_year, exam, again), "пересдача"))
    return saved(book)


def _exam_counts(
    municipality: DemoMunicipality, academic_year: int, seed: int
) -> Iterator[tuple[tuple[str, str, int], Counts]]:
    """Marks of the schools exam by exam, the same for every table."""
    chance = random.Random(f"{seed} {municipality.code} exams {academic_year}")  # noqa: S311 (fiction)
    for exam in EXAMS:
        for row in _works(chance, municipality.schools, exam[2], academic_year):
            yield exam, row


def _flat_row(
    municipality: DemoMunicipality, academic_year: int, exam: tuple[str, str, int], row: Counts
) -> tuple[object, ...]:
    procedure, subject, grade = exam
    year = f"{academic_year}/{academic_year + 1}"
    place = (municipality.code, row.school.login, row.school.name)
    return (year, procedure, grade, subject, *place, row.participants, *row.marks)


def _works(
    chance: random.Random, schools: tuple[DemoSchool, ...], grade: int, year: int
) -> Iterator[Counts]:
    for school in schools:
        if not _teaches(school, grade):
            continue
        size = max(3, round(school.pupils / 10 * chance.uniform(0.75, 1.1)))
        if grade == 11:
            size = max(2, size // 2)
        drift = 0.01 * (year % 3) + chance.uniform(-0.08, 0.08)
        yield Counts(school, marks_of(chance, size, school.strength + drift))


def _teaches(school: DemoSchool, grade: int) -> bool:
    if school.kind == "primary":
        return grade <= 4
    return grade <= 9 or school.kind != "basic"


def marks_of(chance: random.Random, size: int, strength: float) -> tuple[int, int, int, int]:
    """Marks 2–5 of `size` people of a school or region of this strength, 0 to 1."""
    counts = dict.fromkeys(MARKS, 0)
    for _ in range(size):
        score = chance.gauss(strength, 0.2)
        counts[2 if score < 0.2 else 3 if score < 0.5 else 4 if score < 0.75 else 5] += 1
    return counts[2], counts[3], counts[4], counts[5]


def _statistics(
    municipality: DemoMunicipality, subject: str, grade: int, spring: int, rows: list[Counts]
) -> Iterator[tuple[object, ...]]:
    """Lines of the sheet (DOMAIN.md 7.1)."""
    yield from report_head("Статистика по отметкам", subject, grade, spring, highest=20)
    yield ()
    yield ("Группы участников", "Кол-во ОО", "Кол-во участников", *MARKS)
    total = tuple(sum(row.marks[index] for row in rows) for index in range(4))
    yield (f"{municipality.name}({municipality.code})", len(rows), sum(total), *percentages(total))
    for row in rows:
        name = f"{row.school.name}({row.school.login})"
        yield (name, None, row.participants, *percentages(row.marks))


def percentages(counts: Sequence[int]) -> tuple[float, ...]:
    """Percentages with two decimals, as the real workbooks hold them."""
    total = sum(counts)
    return tuple(percentage(count, total) for count in counts)


def percentage(part: int, whole: int) -> float:
    """Two decimals, halves up."""
    return float((Decimal(100 * part) / whole).quantize(Decimal("0.01"), ROUND_HALF_UP))


def saved(book: Workbook) -> bytes:
    """The file of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
