"""Measures that have a name and parameters: «доля «2» на ОГЭ по математике», «школ в перечне».

Whoever wants one keeps a `MeasureChoice` and asks for its figure. Exact: counts in, fractions out;
no data is None, never 0. Formulas: DOMAIN.md 1.3 and 5, docs/algorithms/measures.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from assessments.domain.measures import mean_mark, sou, weighted_mean
from assessments.domain.objectivity.index import Index
from assessments.domain.procedures import FINAL_GRADE, SCORED, TITLES, Procedure
from assessments.domain.results import Result
from assessments.domain.rules import Category
from core.values.wording import NBSP, lower_first


class SchoolGroup(StrEnum):
    """Whose results a measure takes."""

    ALL = "all"
    LISTED = "listed"
    OWN = "own"
    """The one school that a plan is of."""


SCHOOL_GROUP_NAMES = {
    SchoolGroup.ALL: "все школы муниципалитета",
    SchoolGroup.LISTED: "школы из перечня ШНОР",
    SchoolGroup.OWN: "эта школа",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure's value with what it was divided: `part` of `whole`, in `schools` schools.

    `unknown` counts schools whose files do not tell what the measure needs: they are left out.
    """

    value: Fraction
    part: Fraction
    whole: int
    schools: int
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """The categories of schools by one calculation of the list and by that of the year before."""

    now: Mapping[str, Category]
    before: Mapping[str, Category] | None = None


OfResults = Callable[[Sequence[Result]], Figure | None]
OfList = Callable[[Standing], Figure | None]
OfSigns = Callable[[Index], Figure | None]


@dataclass(frozen=True, slots=True)
class NamedMeasure:
    """One measure of the registry; exactly one of the functions computes it.

    `explained` goes on after «17 из 136 участников» or «3 из 12 школ»; empty for means.
    """

    key: str
    title: str
    unit: str
    explained: str
    procedures: frozenset[Procedure] = frozenset()
    of_results: OfResults | None = None
    of_list: OfList | None = None
    of_signs: OfSigns | None = None

    @property
    def is_of_office(self) -> bool:
        """Whether it counts schools of the municipality: it has no parameters and no own school."""
        return self.of_results is None


def _share(part_of: Callable[[Result], int | None]) -> OfResults:
    """The share of participants whom `part_of` counts, over all schools together."""

    def figure(results: Sequence[Result]) -> Figure | None:
        told = [(part, one) for one in results if (part := part_of(one)) is not None]
        whole = sum(one.participants for _, one in told)
        if not whole:
            return None
        part = sum(part for part, _ in told)
        return Figure(
            Fraction(100 * part, whole), Fraction(part), whole, _schools(one for _, one in told),
            _unknown(results, [one for _, one in told]),
        )  # fmt: skip

    return figure


def _of_marks(measure: Callable[[Any], Fraction | None]) -> OfResults:
    """A measure of the sum of all marks."""

    def figure(results: Sequence[Result]) -> Figure | None:
        told = [one for one in results if one.marks is not None]
        marks = [one.marks for one in told if one.marks is not None]
        if not marks:
            return None
        whole = sum(marks[1:], marks[0])
        value = measure(whole)
        if value is None:
            return None
        return Figure(
            value, value * whole.total, whole.total, _schools(told), _unknown(results, told)
        )

    return figure


def _mean_score(results: Sequence[Result]) -> Figure | None:
    told = [one for one in results if one.mean_score is not None]
    value = weighted_mean((one.mean_score or Decimal(0), one.participants) for one in told)
    if value is None:
        return None
    whole = sum(one.participants for one in told)
    return Figure(value, value * whole, whole, _schools(told), _unknown(results, told))


def _low(result: Result) -> int | None:
    return result.low()


def _passed(result: Result) -> int | None:
    low = result.low()
    return None if low is None else result.participants - low


def _good(result: Result) -> int | None:
    return None if result.marks is None else result.marks.fours + result.marks.fives


def _fives(result: Result) -> int | None:
    return None if result.marks is None else result.marks.fives


def _high(result: Result) -> int | None:
    return result.high_scorers


def _count(category: Category) -> OfList:
    """How many schools a calculation put into `category`."""

    def figure(standing: Standing) -> Figure | None:
        if not standing.now:
            return None
        part = sum(one is category for one in standing.now.values())
        return Figure(Fraction(part), Fraction(part), len(standing.now), len(standing.now))

    return figure


def _share_of_schools(category: Category) -> OfList:
    """Their share among all schools of the calculation."""

    def figure(standing: Standing) -> Figure | None:
        if not standing.now:
            return None
        part, whole = sum(one is category for one in standing.now.values()), len(standing.now)
        return Figure(Fraction(100 * part, whole), Fraction(part), whole, whole)

    return figure


def _left(standing: Standing) -> tuple[int, int] | None:
    """How many schools of the earlier list are not in the newer one, and how many it had."""
    if not standing.now or standing.before is None:
        return None
    listed = [one for one, held in standing.before.items() if held is Category.LOW_RESULTS]
    # A school without data has not left the list: nobody knows.
    stays = (Category.LOW_RESULTS, Category.NO_DATA, None)
    return sum(standing.now.get(one) not in stays for one in listed), len(listed)


def _left_count(standing: Standing) -> Figure | None:
    found = _left(standing)
    if found is None:
        return None
    part, whole = found
    return Figure(Fraction(part), Fraction(part), whole, whole)


def _left_share(standing: Standing) -> Figure | None:
    found = _left(standing)
    if found is None or not found[1]:
        return None
    part, whole = found
    return Figure(Fraction(100 * part, whole), Fraction(part), whole, whole)


def _marked_share(index: Index) -> Figure | None:
    """The share of schools with a sign of bias (DOMAIN.md 3.2)."""
    if index.share is None:
        return None
    marked = Fraction(len(index.marked))
    return Figure(index.share, marked, index.schools, index.schools, index.unjudged)


def _objectivity(index: Index) -> Figure | None:
    """The index of objectivity: schools without a sign in 100 (DOMAIN.md 3.1)."""
    if index.value is None:
        return None
    clear = Fraction(index.schools - len(index.marked))
    return Figure(index.value, clear, index.schools, index.schools, index.unjudged)


def _schools(results: Any) -> int:
    return len({one.school for one in results})


def _unknown(results: Sequence[Result], told: Sequence[Result]) -> int:
    return _schools(results) - _schools(told)


_ALL = frozenset(Procedure)
_MARKED = _ALL - SCORED

_REGISTRY = (
    NamedMeasure(
        "low_share", "Доля участников, не преодолевших порог (получивших «2»)", "%",
        "не преодолели порог", _ALL, _share(_low),
    ),
    NamedMeasure(
        "pass_rate", "Успеваемость: доля участников, преодолевших порог", "%",
        "преодолели порог", _ALL, _share(_passed),
    ),
    NamedMeasure(
        "quality_rate", "Качество: доля участников с отметками «4» и «5»", "%",
        "получили «4» или «5»", _MARKED, _share(_good),
    ),
    NamedMeasure(
        "five_share", "Доля участников с отметкой «5»", "%",
        "получили «5»", _MARKED, _share(_fives),
    ),
    NamedMeasure("mean_mark", "Средняя отметка", "балл", "", _MARKED, _of_marks(mean_mark)),
    NamedMeasure("sou", "Степень обученности (СОУ)", "%", "", _MARKED, _of_marks(sou)),
    NamedMeasure("mean_score", "Средний балл (стобалльная шкала)", "балл", "", SCORED, _mean_score),
    NamedMeasure(
        "high_share", "Доля участников с 81–100 баллами", "%",
        "набрали 81–100 баллов", SCORED, _share(_high),
    ),
    NamedMeasure(
        "listed_schools", "Число школ в перечне ШНОР", "школ", "в перечне",
        of_list=_count(Category.LOW_RESULTS),
    ),
    NamedMeasure(
        "listed_share", "Доля школ в перечне ШНОР", "%", "в перечне",
        of_list=_share_of_schools(Category.LOW_RESULTS),
    ),
    NamedMeasure(
        "risk_schools", "Число школ в зоне риска", "школ", "в зоне риска",
        of_list=_count(Category.AT_RISK),
    ),
    NamedMeasure(
        "left_schools", "Число школ, вышедших из перечня ШНОР за год", "школ",
        "прежнего перечня вышли из него", of_list=_left_count,
    ),
    NamedMeasure(
        "left_share", "Доля школ, вышедших из перечня ШНОР за год", "%",
        "прежнего перечня вышли из него", of_list=_left_share,
    ),
    NamedMeasure(
        "bias_share", "Доля школ с признаками необъективности", "%",
        "с признаками необъективности", of_signs=_marked_share,
    ),
    NamedMeasure(
        "objectivity_index", "Индекс объективности", "%",
        "без признаков необъективности", of_signs=_objectivity,
    ),
)  # fmt: skip
MEASURES: Mapping[str, NamedMeasure] = {one.key: one for one in _REGISTRY}

NO_PROCEDURE = "Выберите оценочную процедуру."
NEEDS_GRADE = "Класс выбирают только для ВПР и ГВЭ: ОГЭ сдают в 9 классе, ЕГЭ — в 11."


@dataclass(frozen=True, slots=True)
class MeasureChoice:
    """A measure with its parameters; an empty subject or grade means all of them together."""

    key: str
    procedure: Procedure | None = None
    subject: str = ""
    grade: int | None = None
    schools: SchoolGroup = SchoolGroup.ALL

    @property
    def measure(self) -> NamedMeasure:
        """Its entry in the registry."""
        return MEASURES[self.key]

    @property
    def words(self) -> str:
        """«Доля …; ОГЭ, математика; школы из перечня ШНОР»."""
        return "; ".join([self.measure.title, *self.parameters])

    @property
    def parameters(self) -> list[str]:
        """The parameters in words; none for measures that count schools."""
        if self.procedure is None:
            return []
        work = [TITLES[self.procedure], lower_first(self.subject) or "все предметы"]
        if self.procedure not in FINAL_GRADE:
            work.append(f"{self.grade}{NBSP}класс" if self.grade else "все классы")
        return [", ".join(work), SCHOOL_GROUP_NAMES[self.schools]]

    def as_dict(self) -> dict[str, Any]:
        """What `from_dict` reads back."""
        return {
            "key": self.key,
            "procedure": self.procedure.value if self.procedure else "",
            "subject": self.subject,
            "grade": self.grade,
            "schools": self.schools.value,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> MeasureChoice:
        """The choice that `as_dict` gave."""
        procedure = data["procedure"]
        return cls(
            data["key"], Procedure(procedure) if procedure else None, data["subject"],
            data["grade"], SchoolGroup(data["schools"]),
        )  # fmt: skip

    def problem(self) -> str:
        """Why nothing can be computed so, as a sentence; empty where it can."""
        measure = self.measure
        if measure.is_of_office:
            return ""
        if self.procedure is None:
            return NO_PROCEDURE
        if self.procedure not in measure.procedures:
            fitting = ", ".join(TITLES[one] for one in Procedure if one in measure.procedures)
            return f"«{measure.title}» считают только для процедур: {fitting}."
        return NEEDS_GRADE if self.grade and self.procedure in FINAL_GRADE else ""

    def plain(self) -> MeasureChoice:
        """Without parameters that a measure which counts schools does not have."""
        return MeasureChoice(self.key) if self.measure.is_of_office else self


def says_the_same(entered: Decimal, value: Fraction) -> bool:
    """Whether a figure that people wrote is `value`, rounded to the digits that they wrote."""
    places = max(0, -int(entered.normalize().as_tuple().exponent))
    scale = 10**places
    units = (abs(value) * scale + Fraction(1, 2)).__floor__()
    rounded = Fraction(units if value >= 0 else -units, scale)
    return Fraction(entered) == rounded
