"""Figures of named measures with what they rest on, from results and calculations of the list."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from assessments.domain.named_measures import Figure, MeasureChoice, SchoolGroup, Standing
from assessments.domain.results import Result as ResultValue
from assessments.models import Result
from assessments.queries.classification import VALUE_COLUMNS, value_of
from assessments.queries.current_list import categories_by_login, current_lists
from assessments.queries.objectivity import YearSigns, signs_of_years
from schools.models import Municipality


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure of one academic year: `files` (id, name), or `run` and `approved` it comes from.

    `digest` changes with any row or verdict that the figure rests on.
    """

    academic_year: int
    figure: Figure
    rows: int
    files: tuple[tuple[int, str], ...] = ()
    run: int | None = None
    digest: str = ""
    approved: int | None = None


def measured(
    municipality_id: int,
    choice: MeasureChoice,
    academic_years: Collection[int],
    listed: Collection[str] = (),
) -> dict[int, Measured]:
    """The figure of each year for which there is data, in the same few queries for any years.

    `listed` are the logins of the schools that SchoolGroup.LISTED or OWN means.
    """
    if choice.measure.of_list is not None:
        return _of_lists(municipality_id, choice, academic_years)
    if choice.measure.of_signs is not None:
        return _of_signs(municipality_id, choice, academic_years)
    return _of_results(municipality_id, choice, academic_years, listed)


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
    lists = current_lists(municipality_id, wanted)
    said_by = categories_by_login(lists.values())
    compute, found = choice.measure.of_list, {}
    for year in academic_years:
        current, earlier = lists.get(year), lists.get(year - 1)
        if current is None or compute is None:
            continue
        before = said_by[earlier] if earlier is not None else None
        now = said_by[current]
        figure = compute(Standing(now, before))
        if figure is not None:
            said = [sorted(now.items()), sorted((before or {}).items())]
            approved = current.approved.pk if current.approved else None
            found[year] = Measured(
                year, figure, len(now), (), current.run.pk, _digest(choice, said), approved
            )
    return found


def _of_signs(
    municipality_id: int, choice: MeasureChoice, academic_years: Collection[int]
) -> dict[int, Measured]:
    """From the received list of the year, else from what the portal counts itself."""
    municipality = Municipality.objects.select_related("region").get(pk=municipality_id)
    compute, found = choice.measure.of_signs, {}
    for year, signs in signs_of_years(municipality, academic_years).items():
        index = signs.index.main
        figure = compute(index) if compute and index is not None else None
        if index is None or figure is None:
            continue
        files, rows = _files_of(signs)
        said = [signs.index.is_told, index.marked, index.schools, index.unjudged]
        found[year] = Measured(year, figure, rows, files, digest=_digest(choice, said))
    return found


def _files_of(signs: YearSigns) -> tuple[tuple[tuple[int, str], ...], int]:
    """The files that the main index rests on, and how many signs it looked at."""
    sources = [
        one.source
        for works in signs.judged.schools.values()
        for work in works
        if work.counted
        for one in work.signs
        if one.answer is not None and one.told == signs.index.is_told and one.source is not None
    ]
    return tuple(sorted({(one.document or 0, one.file) for one in sources})), len(sources)


def _digest(choice: MeasureChoice, said: Any) -> str:
    text = json.dumps([choice.as_dict(), said], ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
