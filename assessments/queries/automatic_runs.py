"""Which calculations the portal makes without being asked: after files, and at night."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from django.db.models import Max, Q

from accounts.models import Job
from assessments.domain.criteria import Criteria, from_snapshot, shipped
from assessments.domain.criteria.definitions import Plan
from assessments.models import ClassificationRun, ResultsImport, RunSettings
from assessments.queries.classification import academic_years_with_results
from assessments.queries.current_list import current_list
from assessments.queries.fact_kinds import REFERENCES, RESULTS
from assessments.queries.run_inputs import BIAS, DECIDED_FIGURES
from schools.models import Municipality

USUAL = "federal-30-2"
RUN_JOBS = "classification"
"""The kind of a calculation's background work."""
_OF_BIAS = ("scores", "journal", "sign")

ChangedYears = Mapping[str, Collection[int]]
"""Academic years with changed figures by the name of their kind."""


def settings_of(municipality: Municipality) -> RunSettings:
    """What the office has chosen, else the defaults."""
    kept = RunSettings.objects.filter(municipality=municipality).first()
    return kept or RunSettings(municipality=municipality)


def usual_criteria(municipality: Municipality, academic_year: int) -> Criteria:
    """Those behind the list that counts in the year, else behind the newest list that counts.

    The federal ones where there is no list, or where its criteria are not meant for the year.
    """
    for found in (current_list(municipality, academic_year), current_list(municipality)):
        if found is not None:
            criteria = from_snapshot(found.run.criteria)
            if criteria.is_valid_in(academic_year):
                return criteria
    return shipped(USUAL)


def due_after_file(
    municipality: Municipality, changed: ChangedYears
) -> Iterator[tuple[int, Criteria]]:
    """Years with results, and the usual criteria of each, whose answer the changes may move."""
    touched = {year for years in changed.values() for year in years}
    if not touched:
        return
    for year in academic_years_with_results([municipality.pk]):
        if year >= min(touched):
            criteria = usual_criteria(municipality, year)
            if _are_read(changed, criteria.plan, year):
                yield year, criteria


def _are_read(changed: ChangedYears, plan: Plan, year: int) -> bool:
    """Whether rules of the year look at any of the changed figures."""
    kinds = [RESULTS.name]
    if plan.needs_survey:
        kinds.append(REFERENCES.name)
    if BIAS in plan.context_needs:
        kinds.extend(_OF_BIAS)
    looked_at = range(year - plan.frame.years + 1, year + 1)
    return any(one in looked_at for kind in kinds for one in changed.get(kind, ()))


def due_by_night() -> Iterator[tuple[Municipality, int, Criteria]]:
    """The same over all offices that want it: what has changed since a year was calculated.

    Figures are not read: decisions on files tell which years they have changed. A calculation
    counts from when it was asked for, as a file that was loaded while it ran is news.
    """
    news = _news_of_files()
    for place in Municipality.objects.filter(pk__in=news).order_by("pk"):
        known = set(academic_years_with_results([place.pk]))
        for year, changed in sorted(news[place.pk].items(), reverse=True):
            if year in known:
                criteria = usual_criteria(place, year)
                if _are_read(changed, criteria.plan, year):
                    yield place, year, criteria


def _news_of_files() -> dict[int, dict[int, dict[str, set[int]]]]:
    """By municipality and year to calculate: what changed since, in the year or before it."""
    asked = _last_asked()
    unwanted = RunSettings.objects.filter(nightly=False).values("municipality")
    rows = (
        ResultsImport.objects.filter(state__in=DECIDED_FIGURES)
        .exclude(changed_years={})
        .exclude(municipality__in=unwanted)
        .values_list("municipality", "decided_at", "changed_years")
    )
    found: dict[int, dict[int, dict[str, set[int]]]] = {}
    for place, moment, changed in rows.iterator():
        calculated = asked.get(place, {})
        for kind, years in changed.items():
            for touched in years:
                for year in {touched, *(one for one in calculated if one > touched)}:
                    before = calculated.get(year)
                    if before is None or moment is None or before < moment:
                        of_year = found.setdefault(place, {}).setdefault(year, {})
                        of_year.setdefault(kind, set()).add(touched)
    return found


def _last_asked() -> dict[int, dict[int, datetime]]:
    """By municipality and year; calculations that failed do not count."""
    in_work = Job.objects.active().filter(kind=RUN_JOBS).values("subject_id")
    rows = (
        ClassificationRun.objects.filter(municipality__isnull=False, makes_list=True)
        .filter(Q(finished_at__isnull=False) | Q(pk__in=in_work))
        .values_list("municipality", "academic_year")
        .annotate(asked=Max("requested_at"))
    )
    found: dict[int, dict[int, datetime]] = {}
    for place, year, moment in rows:
        found.setdefault(place, {})[year] = moment
    return found
