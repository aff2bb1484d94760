"""The same procedures of a school two years back beside the year of a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessments.domain.procedures import Procedure, Work
from assessments.domain.reasons import share_words
from assessments.domain.results import Result as ResultValue
from assessments.domain.rules.grounds import points
from assessments.domain.rules.shares import reaches
from assessments.domain.verdict_data import is_share
from assessments.models import Result, Verdict
from assessments.queries.classification import VALUE_COLUMNS, value_of
from core.values import academic_year as years
from core.values.wording import NBSP

YEARS_BACK = 2


@dataclass(frozen=True, slots=True)
class YearFigure:
    """A work in one year: «9 из 23», share in %, whether it is low; empty words without data."""

    label: str
    counted: str
    share: str
    met: bool


@dataclass(frozen=True, slots=True)
class WorkYears:
    """A work over the years, the latest last; `change` is against the year before, in points."""

    title: str
    figures: tuple[YearFigure, ...]
    change: str


@dataclass(frozen=True, slots=True)
class YearTable:
    """Names of the years and the works of the verdict."""

    labels: tuple[str, ...]
    rows: tuple[WorkYears, ...]


def years_of_works(verdict: Verdict) -> YearTable | None:
    """Figures of the verdict's year as it saw them, earlier ones as results stand now.

    All are held against the limit of the verdict. None where it rests on no shares.
    """
    findings = [one for one in verdict.findings if is_share(one)]
    if not findings:
        return None
    year = verdict.run.academic_year
    earlier = range(year - YEARS_BACK, year)
    before = _results(verdict, earlier)
    minimum = verdict.run.criteria["parameters"].get("ege_russian_minimum")
    rows = []
    for finding in findings:
        work = Work(Procedure(finding["procedure"]), finding["subject"], finding["grade"])
        found = [_counts(before.get((work, one)), minimum) for one in earlier]
        rows.append(_row(work, finding, [*found, (finding["low"], finding["participants"])], year))
    labels = tuple(years.label(one) for one in (*earlier, year))
    return YearTable(labels, tuple(rows))


def _results(verdict: Verdict, academic_years: range) -> dict[tuple[Work, int], ResultValue]:
    rows = (
        Result.objects.filter(school=verdict.school_id, academic_year__in=academic_years)
        .first_results()
        .values_list(*VALUE_COLUMNS)
    )
    values = (value_of(*row) for row in rows)
    return {(value.work, value.academic_year): value for value in values}


def _counts(result: ResultValue | None, minimum: int | None) -> tuple[int, int] | None:
    """Low results and participants; None where there are none or the file does not tell."""
    if result is None or not result.participants:
        return None
    low = result.low(ege_russian_minimum=minimum) if minimum else result.low()
    return None if low is None else (low, result.participants)


def _row(
    work: Work, finding: dict[str, Any], counts: list[tuple[int, int] | None], year: int
) -> WorkYears:
    limit = Fraction(finding["threshold"])
    first = year - len(counts) + 1
    figures = tuple(
        _figure(years.label(first + place), one, limit) for place, one in enumerate(counts)
    )
    return WorkYears(work.title, figures, _change(counts[-2], counts[-1]))


def _figure(label: str, counts: tuple[int, int] | None, limit: Fraction) -> YearFigure:
    if counts is None:
        return YearFigure(label, "", "", met=False)
    low, participants = counts
    share = Fraction(100 * low, participants)
    met = reaches(low, participants, limit.as_integer_ratio())
    words = share_words(share, limit).removesuffix(f"{NBSP}%")
    return YearFigure(label, f"{low} из {participants}", words, met)


def _change(before: tuple[int, int] | None, now: tuple[int, int] | None) -> str:
    if before is None or now is None:
        return ""
    difference = Fraction(100 * now[0], now[1]) - Fraction(100 * before[0], before[1])
    sign = "+" if difference > 0 else ""
    return f"{sign}{points(difference)}"
