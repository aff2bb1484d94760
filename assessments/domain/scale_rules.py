"""What a scale must satisfy, in sentences for the person who enters it."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessments.domain.procedures import FINAL_GRADE, grade_problem
from assessments.domain.scales import HIGHEST_TEST_SCORE, Scale

FIRST_YEAR = 2010
LAST_YEAR = 2100
LONGEST_SCALE = 200
"""No work gives more primary points; the longest one known gives 82 (DOMAIN.md 4.1)."""
_MARKS = (("twos_to", "«2»"), ("threes_to", "«3»"), ("fours_to", "«4»"))


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong: the field and a sentence that says what to do."""

    field: str
    text: str


def problems_of(scale: Scale) -> list[Problem]:
    """Everything that keeps a scale from being entered; empty where it is in order."""
    own = _minimum_problems(scale) if scale.is_scored else _mark_problems(scale)
    return [*_year_problems(scale), *_grade_problems(scale), *_maximum_problems(scale), *own]


def _year_problems(scale: Scale) -> Iterator[Problem]:
    for field, year in (("first_year", scale.first_year), ("last_year", scale.last_year)):
        if not FIRST_YEAR <= year <= LAST_YEAR:
            yield Problem(field, f"Учебного года {year} здесь быть не может. Проверьте год.")
    if scale.last_year < scale.first_year:
        yield Problem(
            "last_year",
            "Шкала перестаёт действовать раньше, чем начинает. Поменяйте годы местами.",
        )


def _grade_problems(scale: Scale) -> Iterator[Problem]:
    expected = FINAL_GRADE.get(scale.work.procedure)
    if expected is not None and scale.work.grade != expected:
        yield Problem("grade", f"Этот экзамен сдают в {expected} классе.")
    elif not 1 <= scale.work.grade <= 12:
        yield Problem("grade", "Класс — число от 1 до 12.")
    elif problem := grade_problem(scale.work.procedure, scale.work.grade):
        yield Problem("grade", f"{problem}.")


def _maximum_problems(scale: Scale) -> Iterator[Problem]:
    if scale.max_score is not None and not 1 <= scale.max_score <= LONGEST_SCALE:
        yield Problem("max_score", f"Наибольший балл — число от 1 до {LONGEST_SCALE}.")


def _mark_problems(scale: Scale) -> Iterator[Problem]:
    for field, value in (("minimum", scale.minimum), ("entry_minimum", scale.entry_minimum)):
        if value is not None:
            yield Problem(
                field, "Наименьший балл бывает у ЕГЭ со стобалльной шкалой. Уберите его отсюда."
            )
    if all(upper is None for upper in scale.upper) and scale.max_score is None:
        yield Problem("twos_to", "Впишите границы отметок или хотя бы наибольший балл.")
    yield from _bound_problems(scale)


def _bound_problems(scale: Scale) -> Iterator[Problem]:
    """Bounds rise, none is left out before a later one, the last one is under the maximum."""
    before, before_name, is_open = -1, "", False
    for (field, name), upper in zip(_MARKS, scale.upper, strict=True):
        if upper is None:
            is_open = True
            continue
        if is_open:
            yield Problem(field, f"До {name} не хватает границы более низкой отметки. Впишите её.")
        if upper < 0:
            yield Problem(field, "Балл не бывает отрицательным.")
        elif upper <= before:
            yield Problem(
                field,
                f"{name} кончается на {upper}, а {before_name} — на {before}. Границы должны "
                "расти: проверьте обе.",
            )
        if scale.max_score is not None and upper >= scale.max_score:
            yield Problem(
                field,
                f"{name} до {upper}, а наибольший балл работы — {scale.max_score}: следующей "
                "отметке ничего не остаётся. Проверьте границу и наибольший балл.",
            )
        before, before_name = max(before, upper), name


def _minimum_problems(scale: Scale) -> Iterator[Problem]:
    for (field, _), upper in zip(_MARKS, scale.upper, strict=True):
        if upper is not None:
            yield Problem(
                field, "У ЕГЭ со стобалльной шкалой отметок нет. Впишите наименьший балл."
            )
    if scale.minimum is None:
        yield Problem("minimum", "Впишите наименьший тестовый балл.")
    for field, value in (("minimum", scale.minimum), ("entry_minimum", scale.entry_minimum)):
        if value is not None and not 1 <= value <= HIGHEST_TEST_SCORE:
            yield Problem(field, f"Тестовый балл — число от 1 до {HIGHEST_TEST_SCORE}.")
    if scale.minimum and scale.entry_minimum and scale.entry_minimum < scale.minimum:
        yield Problem(
            "entry_minimum", "Балл для поступления не бывает ниже наименьшего. Проверьте оба."
        )
