"""Figures of named measures with what they rest on, from results and calculations of the list."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assessments.domain.named_measures import Figure, MeasureChoice, SchoolGroup, Standing
from assessments.domain.results import Result as ResultValue
from assessments.domain.rules import Category
from assessments.models import ClassificationRun, Result, Verdict
from assessments.queries.classification import VALUE_COLUMNS, latest_run, value_of


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure of one academic year: `files` (id, name) or `run` it comes from.

    `digest` changes with any row or verdict that the figure rests on.
    """

    academic_year: int
    figure: Figure
    rows: int
    files: tuple[tuple[int, str], ...] = ()
    run: int | None = None
    digest: str = ""


def measured(
    municipality_id: int,
    choice: MeasureChoice,
    academic_years: Collection[int],
    listed: Collection[str] = (),
) -> dict[int, Measured]:
    """The figure of each year for which there is data, in at most two queries.

    `listed` are the logins of the schools that SchoolGroup.LISTED or OWN means.
    """
    if choice.measure.of_list is not None:
        return _of_lists(municipality_id, choice, academic_years)
    return _of_results(municipality_id, choice, academic_years, listed)


def listed_schools(run: ClassificationRun | None) -> frozenset[str]:
    """Logins of the schools that a calculation put into the list."""
    if run is None:
        return frozenset()
    found = Verdict.objects.filter(run=run, category=Category.LOW_RESULTS)
    return frozenset(found.values_list("school__login", flat=True))


def newest_list(municipality_id: int) -> ClassificationRun | None:
    """The calculation whose list holds where nobody has chosen another."""
    return latest_run(municipality_id)


def subjects_with_results(municipality_id: int) -> list[str]:
    """Subjects that the municipality has results of, by name."""
    rows = Result.objects.of_municipality(municipality_id).order_by("subject")
    return list(rows.values_list("subject", flat=True).distinct())


def _of_results(
    municipality_id: int,
    choice: MeasureChoice,
    academic_years: Collection[int],
    listed: Collection[str],
) -> dict[int, Measured]:
    rows = (
        Result.objects.of_municipality(municipality_id)
        .first_results()
        .filter(procedure=choice.procedure, academic_year__in=academic_years)
    )
    if choice.subject:
        rows = rows.filter(subject=choice.subject)
    if choice.grade:
        rows = rows.filter(grade=choice.grade)
    if choice.schools is not SchoolGroup.ALL:
        rows = rows.filter(school__login__in=listed)
    by_year: dict[int, list[ResultValue]] = {}
    for row in rows.order_by("pk").values_list(*VALUE_COLUMNS).iterator():
        value = value_of(*row)
        by_year.setdefault(value.academic_year, []).append(value)
    found = {year: _from_rows(choice, year, values) for year, values in by_year.items()}
    return {year: one for year, one in found.items() if one is not None}


def _from_rows(choice: MeasureChoice, year: int, rows: list[ResultValue]) -> Measured | None:
    compute = choice.measure.of_results
    figure = compute(rows) if compute else None
    if figure is None:
        return None
    sources = (one.source for one in rows if one.source is not None)
    files = sorted({(one.document or 0, one.file) for one in sources})
    told = [
        (one.school, one.work.subject, one.work.grade, one.participants, one.low(),
         one.marks.as_tuple() if one.marks else None, str(one.mean_score), one.high_scorers)
        for one in rows
    ]  # fmt: skip
    return Measured(
        year, figure, len(rows), tuple(files), None, _digest(choice, sorted(map(repr, told)))
    )


def _of_lists(
    municipality_id: int, choice: MeasureChoice, academic_years: Collection[int]
) -> dict[int, Measured]:
    wanted = {*academic_years, *(year - 1 for year in academic_years)}
    runs = _newest_runs(municipality_id, wanted)
    verdicts = _verdicts(runs.values())
    compute, found = choice.measure.of_list, {}
    for year in academic_years:
        run, earlier = runs.get(year), runs.get(year - 1)
        if run is None or compute is None:
            continue
        before = verdicts.get(earlier, {}) if earlier is not None else None
        now = verdicts.get(run, {})
        figure = compute(Standing(now, before))
        if figure is not None:
            said = [sorted(now.items()), sorted((before or {}).items())]
            found[year] = Measured(year, figure, len(now), (), run, _digest(choice, said))
    return found


def _newest_runs(municipality_id: int, years: Iterable[int]) -> dict[int, int]:
    """The newest finished calculation of each year."""
    runs = ClassificationRun.objects.of_the_list().filter(
        municipality=municipality_id, academic_year__in=years
    )
    ordered = runs.order_by("finished_at", "pk").values_list("academic_year", "pk")
    return dict(ordered)


def _verdicts(runs: Iterable[int]) -> Mapping[int, dict[str, Category]]:
    found: dict[int, dict[str, Category]] = {}
    rows = Verdict.objects.filter(run__in=list(runs))
    for run, school, category in rows.values_list("run", "school__login", "category"):
        found.setdefault(run, {})[school] = Category(category)
    return found


def _digest(choice: MeasureChoice, said: Any) -> str:
    text = json.dumps([choice.as_dict(), said], ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
