"""Signs of bias of a municipality's schools: figures of the database in, judged signs out.

A year costs the same few queries however many schools there are. Signs are counted anew each time:
a withdrawn file takes its signs along (docs/algorithms/objectivity.md).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from assessments.domain.marks import MarkCounts
from assessments.domain.objectivity.evidence import (
    Base,
    Comparison,
    Evidence,
    Marks,
    Scores,
    Told,
    WorkFigures,
)
from assessments.domain.objectivity.index import YearIndex, year_index
from assessments.domain.objectivity.judging import Judged, WorkSigns, answer_of, judge
from assessments.domain.objectivity.markers import Journal
from assessments.domain.objectivity.moments import moments_of, moments_of_shares
from assessments.domain.objectivity.settings import MarkerRules
from assessments.domain.objectivity.signs import Sign
from assessments.domain.procedures import Procedure, Work
from assessments.domain.results import Source
from assessments.models import (
    JournalComparison,
    ObjectivityRules,
    ObjectivitySign,
    ReferenceKind,
    ReferenceRow,
    ReferenceScope,
    Result,
    ScoreDistribution,
)
from assessments.queries.scales import scales_for
from schools.models import Municipality, School

PROCEDURES = (Procedure.VPR.value, Procedure.OGE.value)
_KEY = (
    "school__login", "procedure", "subject", "grade", "academic_year",
    "results_import__file_name", "sheet", "cell", "results_import_id",
)  # fmt: skip
_MILLION = 10**6

OfSchools = dict[str, dict[Work, WorkFigures]]


@dataclass(frozen=True, slots=True)
class YearSigns:
    """Judged signs of one municipality and year with the index that follows from them."""

    academic_year: int
    rules: MarkerRules
    judged: Judged
    index: YearIndex

    def of_school(self, login: str) -> tuple[WorkSigns, ...]:
        """The works of one school; empty where nothing is known of it."""
        return self.judged.schools.get(login, ())


def kept_rules(municipality: Municipality) -> ObjectivityRules | None:
    """The last version of the settings; None for the defaults."""
    return ObjectivityRules.objects.filter(municipality=municipality).order_by("version").last()


def rules_for(municipality: Municipality) -> MarkerRules:
    """The settings that hold in the municipality, else the stated defaults."""
    kept = kept_rules(municipality)
    return kept.rules if kept else MarkerRules()


def versions_of(
    municipality: Municipality,
) -> list[tuple[ObjectivityRules, list[tuple[str, str, str]]]]:
    """Every version, the latest first, with what it changed: title, before, after."""
    found = []
    before = MarkerRules().said()
    for kept in ObjectivityRules.objects.filter(municipality=municipality).order_by("version"):
        now = kept.rules.said()
        changes = [(name, before[name], now[name]) for name in now if before[name] != now[name]]
        found.append((kept, changes))
        before = now
    return found[::-1]


def signs_of(municipality: Municipality, academic_year: int) -> YearSigns:
    """Signs of all schools in one year."""
    return signs_of_years(municipality, [academic_year])[academic_year]


def signs_of_years(
    municipality: Municipality, academic_years: Collection[int]
) -> dict[int, YearSigns]:
    """The same for several years, in as many queries as for one."""
    rules = rules_for(municipality)
    found = {}
    for year, evidence in _evidence(municipality, academic_years, rules).items():
        judged = judge(evidence, rules)
        found[year] = YearSigns(year, rules, judged, year_index(judged, rules))
    return found


def signs_of_school(school: School, academic_year: int) -> tuple[WorkSigns, ...]:
    """The same as `signs_of(…).of_school(…)`: of other schools only what it is compared with."""
    municipality = school.municipality
    rules = rules_for(municipality)
    evidence = _evidence(municipality, [academic_year], rules, school=school)[academic_year]
    return judge(evidence, rules, only=school.login).schools.get(school.login, ())


def biased_schools(municipality: Municipality, academic_year: int) -> dict[str, frozenset[Work]]:
    """Logins of schools that bear a sign, each with the works that do."""
    found = {
        login: frozenset(signs.work for signs in works if signs.bears_sign)
        for login, works in signs_of(municipality, academic_year).judged.schools.items()
    }
    return {login: works for login, works in found.items() if works}


def works_with_signs(school: School, academic_year: int) -> list[Work]:
    """Works of one school that bear a sign in the year."""
    return [one.work for one in signs_of_school(school, academic_year) if one.bears_sign]


def flags_of_years(
    municipality: Municipality, academic_years: Collection[int]
) -> dict[tuple[str, int], bool]:
    """(login, year) → whether the school bears a sign; absent where nothing can be judged."""
    found = {}
    rules = rules_for(municipality)
    evidence = _evidence(municipality, academic_years, rules, with_marks=False)
    for year, of_year in evidence.items():
        for login, works in judge(of_year, rules, with_local=False).schools.items():
            answer = answer_of(one.bears_sign for one in works)
            if answer is not None:
                found[login, year] = answer
    return found


def years_with_material(municipality_ids: Collection[int]) -> list[int]:
    """Years in which signs can be told or counted at all, the latest first."""
    found: set[int] = set()
    for model in (ObjectivitySign, ScoreDistribution, JournalComparison):
        rows = model.objects.filter(school__municipality__in=municipality_ids).order_by()
        found.update(rows.values_list("academic_year", flat=True).distinct())
    return sorted(found, reverse=True)


def _evidence(
    municipality: Municipality,
    academic_years: Collection[int],
    rules: MarkerRules,
    *,
    with_marks: bool = True,
    school: School | None = None,
) -> dict[int, Evidence]:
    """By year, of all schools; marks are read by additional markers only.

    With `school` only scores, by which schools are compared, are those of all.
    """
    of_all = {"school__municipality": municipality}
    judged = of_all if school is None else {"school": school}
    figures: dict[int, OfSchools] = {year: {} for year in academic_years}
    _add_scores(figures, of_all)
    _add_comparisons(figures, judged)
    if with_marks:
        _add_marks(figures, judged)
    _add_told(figures, judged)
    regions = _regions(municipality, academic_years)
    scales = scales_for(municipality)
    found = {}
    for year, schools in figures.items():
        works = {work for of_school in schools.values() for work in of_school}
        bases = {work: regions[year, work] for work in works if (year, work) in regions}
        if rules.municipality_as_base:
            bases = _own_bases(schools, works) | bases
        known = {work: scale for work in works if (scale := scales.of(work, year)) is not None}
        found[year] = Evidence(schools, bases, known)
    return found


def _rows(
    model: Any, schools: Mapping[str, Any], years: Iterable[int], columns: tuple[str, ...]
) -> Iterable[tuple[Any, ...]]:
    return (
        model.objects.first_results()
        .filter(**schools, academic_year__in=set(years), procedure__in=PROCEDURES)
        .order_by("school_id", "grade", "subject", "pk")
        .values_list(*_KEY, *columns)
        .iterator()
    )


def _read(row: tuple[Any, ...]) -> tuple[str, Work, int, Source, tuple[Any, ...]]:
    login, procedure, subject, grade, year, file, sheet, cell, document = row[: len(_KEY)]
    work = Work(Procedure(procedure), subject, grade)
    return login, work, year, Source(file, sheet, cell, document), row[len(_KEY) :]


def _figures_of(schools: OfSchools, login: str, work: Work) -> WorkFigures:
    return schools.setdefault(login, {}).setdefault(work, WorkFigures())


def _add_scores(figures: dict[int, OfSchools], schools: Mapping[str, Any]) -> None:
    years = {year - back for year in figures for back in (0, 1)}
    columns = ("counts", "max_score", "recovered")
    earlier: list[tuple[str, Work, int, Scores]] = []
    for row in _rows(ScoreDistribution, schools, years, columns):
        login, work, year, source, (counts, max_score, is_recovered) = _read(row)
        scores = Scores(tuple(counts), max_score, is_recovered, source)
        if year in figures:
            _figures_of(figures[year], login, work).scores = scores
        if year + 1 in figures and work.procedure is Procedure.VPR:
            later = Work(work.procedure, work.subject, work.grade + 1)
            earlier.append((login, later, year + 1, scores))
    for login, work, year, scores in earlier:
        known = figures[year].get(login, {}).get(work)
        if known is not None:
            known.earlier = scores


def _add_comparisons(figures: dict[int, OfSchools], schools: Mapping[str, Any]) -> None:
    columns = ("lowered", "confirmed", "raised", "far", "rank_correlation", "recovered")
    for row in _rows(JournalComparison, schools, figures, columns):
        login, work, year, source, values = _read(row)
        *counts, far, correlation, is_recovered = values
        _figures_of(figures[year], login, work).comparison = Comparison(
            Journal(*counts), far, None if correlation is None else int(correlation * _MILLION),
            has_singles=far is not None, recovered=is_recovered, source=source,
        )  # fmt: skip


def _add_marks(figures: dict[int, OfSchools], schools: Mapping[str, Any]) -> None:
    columns = ("twos", "threes", "fours", "fives", "recovered")
    for row in _rows(Result, schools, figures, columns):
        login, work, year, source, (*counts, is_recovered) = _read(row)
        if None not in counts:
            marks = Marks(MarkCounts(*counts), is_recovered, source)
            _figures_of(figures[year], login, work).marks = marks


def _add_told(figures: dict[int, OfSchools], schools: Mapping[str, Any]) -> None:
    for row in _rows(ObjectivitySign, schools, figures, ("sign", "present")):
        login, work, year, source, (sign, present) = _read(row)
        _figures_of(figures[year], login, work).told.append(Told(Sign(sign), present, source))


def _regions(
    municipality: Municipality, academic_years: Collection[int]
) -> dict[tuple[int, Work], Base]:
    rows = ReferenceRow.objects.filter(
        municipality=municipality, kind=ReferenceKind.SCORES, scope=ReferenceScope.REGION,
        academic_year__in=academic_years, procedure__in=PROCEDURES,
    ).with_files()  # fmt: skip
    found = {}
    for row in rows:
        moments = moments_of_shares(_shares(row.figures), row.participants)
        if moments is not None:
            source = Source(
                row.results_import.file_name, row.sheet, row.cell, row.results_import_id
            )
            found[row.academic_year, row.work] = Base(moments, is_region=True, source=source)
    return found


def _shares(figures: Mapping[str, str]) -> list[Decimal]:
    """The percentage of each score from 0 on; empty where a number cannot be read."""
    shares: dict[int, Decimal] = {}
    for score, percent in figures.items():
        if score.isdecimal():
            try:
                shares[int(score)] = Decimal(str(percent).replace(",", "."))
            except InvalidOperation:
                return []
    return [shares.get(score, Decimal(0)) for score in range(max(shares, default=-1) + 1)]


def _own_bases(schools: OfSchools, works: Collection[Work]) -> dict[Work, Base]:
    """The mean of all schools of the municipality together, work by work."""
    found = {}
    for work in works:
        scores = [
            known.scores
            for of_school in schools.values()
            if (known := of_school.get(work)) is not None and known.scores is not None
        ]
        if not scores:
            continue
        longest = max(len(one.counts) for one in scores)
        sums = [
            sum(one.counts[score] for one in scores if score < len(one.counts))
            for score in range(longest)
        ]
        moments = moments_of(sums)
        if moments is not None:
            found[work] = Base(moments, is_region=False)
    return found
