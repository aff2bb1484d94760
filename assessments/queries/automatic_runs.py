"""Which calculations the portal makes without being asked: after files, and at night."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

from django.db.models import Max, Q, QuerySet

from accounts.models import Job
from assessments.domain.criteria import Criteria, from_snapshot, shipped
from assessments.domain.criteria.definitions import Plan
from assessments.domain.rules.cases import INDEX
from assessments.domain.rules.figures import MEASURED
from assessments.models import (
    ClassificationRun,
    ResultsImport,
    RunCause,
    RunPlace,
    RunSettings,
)
from assessments.queries.classification import years_with_results_at
from assessments.queries.current_list import current_list
from assessments.queries.fact_kinds import REFERENCES, RESULTS
from assessments.queries.run_inputs import BIAS, DECIDED_FIGURES
from schools.context_following import ContextChange
from schools.domain.context.values import measure_keys
from schools.models import Municipality, Region
from schools.queries.context_index import rules_of, weighed_fields

USUAL = "federal-30-2"
RUN_JOBS = "classification"
"""The kind of a calculation's background work."""
_OF_BIAS = ("scores", "journal", "sign")

_PlaceKey = tuple[int | None, int | None]
"""A municipality, else a region, else the country."""
_News = dict[_PlaceKey, dict[int, dict[str, set[int]]]]
"""By place and year to calculate: years of what has changed by the name of its kind."""

ChangedYears = Mapping[str, Collection[int]]
"""Academic years with changed figures by the name of their kind."""


def settings_of(municipality: Municipality) -> RunSettings:
    """What the office has chosen, else the defaults."""
    kept = RunSettings.objects.filter(municipality=municipality).first()
    return kept or RunSettings(municipality=municipality)


def nights_of(places: Sequence[RunPlace]) -> dict[RunPlace, bool]:
    """Which of these regions, and the country, are calculated at night."""
    rows = RunSettings.objects.of_nights().values_list("municipality", "region")
    wanted = set(rows)
    return {place: _key(place) in wanted for place in places}


def last_nights(places: Sequence[RunPlace]) -> dict[RunPlace, datetime]:
    """When each of these regions, and the country, was last calculated by itself."""
    rows = (
        ClassificationRun.objects.finished()
        .filter(municipality__isnull=True, cause=RunCause.SCHEDULE)
        .values_list("municipality", "region")
        .annotate(last=Max("finished_at"))
    )
    found = {(municipality, region): last for municipality, region, last in rows}
    return {place: found[_key(place)] for place in places if _key(place) in found}


def _key(place: RunPlace) -> _PlaceKey:
    municipality, region = place.municipality, place.region
    return municipality.pk if municipality else None, region.pk if region else None


def usual_criteria(place: RunPlace, academic_year: int) -> Criteria:
    """Those behind the list that counts in the year, else behind the newest list that counts.

    A region and the country have no list: those of its newest calculation that somebody asked for,
    among criteria that make a list elsewhere. The federal ones where there is nothing, or nothing
    that is meant for the year.
    """
    tried = _of_list if place.municipality is not None else _asked_for
    for criteria in tried(place, academic_year):
        if criteria.is_valid_in(academic_year):
            return criteria
    return shipped(USUAL).widened_to(place.level)


def _of_list(place: RunPlace, academic_year: int) -> Iterator[Criteria]:
    if place.municipality is not None:
        for year in (academic_year, None):
            found = current_list(place.municipality, year)
            if found is not None:
                yield from_snapshot(found.run.criteria)


def _asked_for(place: RunPlace, academic_year: int) -> Iterator[Criteria]:
    runs: QuerySet[ClassificationRun] = ClassificationRun.objects.finished().filter(
        municipality=None, region=place.region, cause=RunCause.HAND
    )
    for some in (runs.filter(academic_year=academic_year), runs):
        for run in some.order_by("-finished_at", "-pk").iterator():
            criteria = from_snapshot(run.criteria)
            if criteria.makes_list:
                yield criteria


def due_after_file(
    municipality: Municipality, changed: ChangedYears
) -> Iterator[tuple[int, Criteria]]:
    """Years with results, and the usual criteria of each, whose answer the changes may move."""
    touched = {year for years in changed.values() for year in years}
    if not touched:
        return
    place = RunPlace(municipality)
    for year in years_with_results_at(place):
        if year >= min(touched):
            criteria = usual_criteria(place, year)
            if _are_read(changed, criteria.plan, year):
                yield year, criteria


def due_after_context(change: ContextChange) -> Iterator[tuple[int, Criteria]]:
    """Calculations of the municipality that have read what has changed, each with its year.

    Of the list by its usual criteria, and the newest by each of the auxiliary criteria. Where
    nobody has calculated yet, context data alone ask for nothing.
    """
    place = RunPlace(change.municipality)
    runs = ClassificationRun.objects.finished().filter(municipality=change.municipality)
    seen = set()
    weighed: set[str] | None = None
    for run in runs.order_by("-finished_at", "-pk").iterator():
        kind = (run.academic_year, "" if run.makes_list else run.criteria["key"])
        if kind in seen:
            continue
        seen.add(kind)
        year = run.academic_year
        criteria = usual_criteria(place, year) if run.makes_list else from_snapshot(run.criteria)
        if not criteria.plan.context_needs:
            continue
        if weighed is None:
            weighed = weighed_fields(rules_of(change.municipality))
        if _reads_change(criteria.plan, year, change, weighed):
            yield year, criteria


def _reads_change(plan: Plan, year: int, change: ContextChange, weighed: Collection[str]) -> bool:
    needs_index = INDEX in plan.context_needs
    if change.academic_year is None:
        return needs_index
    if not year - plan.frame.years < change.academic_year <= year:
        return False
    read = {key for one in plan.context_needs & MEASURED.keys() for key in measure_keys(one)}
    return bool(change.fields & (read | set(weighed) if needs_index else read))


def _are_read(changed: ChangedYears, plan: Plan, year: int) -> bool:
    """Whether rules of the year look at any of the changed figures."""
    kinds = [RESULTS.name]
    if plan.needs_survey:
        kinds.append(REFERENCES.name)
    if BIAS in plan.context_needs:
        kinds.extend(_OF_BIAS)
    looked_at = range(year - plan.frame.years + 1, year + 1)
    return any(one in looked_at for kind in kinds for one in changed.get(kind, ()))


def due_by_night() -> Iterator[tuple[RunPlace, int, Criteria]]:
    """The same over all places that want it: what has changed since a year was calculated.

    Offices first, then regions, the country last.

    Figures are not read: decisions on files tell which years they have changed. A calculation
    counts from when it was asked for, as a file that was loaded while it ran is news.
    """
    news = _news_of_files()
    for place in _places(news):
        known = set(years_with_results_at(place))
        for year, changed in sorted(news[_key(place)].items(), reverse=True):
            if year in known:
                criteria = usual_criteria(place, year)
                if _are_read(changed, criteria.plan, year):
                    yield place, year, criteria


def _places(news: _News) -> list[RunPlace]:
    municipalities = Municipality.objects.filter(pk__in=[one for one, _ in news if one])
    regions = Region.objects.filter(pk__in=[one for _, one in news if one])
    country = [RunPlace()] if (None, None) in news else []
    return [
        *map(RunPlace, municipalities.order_by("pk")),
        *(RunPlace(region=one) for one in regions.order_by("pk")),
        *country,
    ]


def _news_of_files() -> _News:
    """What changed since a year was calculated, in the year or before it."""
    asked = _last_asked()
    unwanted = set(
        RunSettings.objects.filter(nightly=False, municipality__isnull=False).values_list(
            "municipality", flat=True
        )
    )
    wide = set(RunSettings.objects.of_nights().values_list("municipality", "region"))
    rows = (
        ResultsImport.objects.filter(state__in=DECIDED_FIGURES)
        .exclude(changed_years={})
        .values_list("municipality", "municipality__region", "decided_at", "changed_years")
    )
    found: _News = {}
    for municipality, region, moment, changed in rows.iterator():
        places: list[_PlaceKey] = [] if municipality in unwanted else [(municipality, None)]
        places += [one for one in ((None, region), (None, None)) if one in wide]
        for place in places:
            _note(found, place, asked.get(place, {}), moment, changed)
    return found


def _note(
    found: _News,
    place: _PlaceKey,
    calculated: Mapping[int, datetime],
    moment: datetime | None,
    changed: ChangedYears,
) -> None:
    """Add what one file says to the news of one place, for each year that looks at it."""
    for kind, years in changed.items():
        for touched in years:
            for year in {touched, *(one for one in calculated if one > touched)}:
                before = calculated.get(year)
                if before is None or moment is None or before < moment:
                    of_year = found.setdefault(place, {}).setdefault(year, {})
                    of_year.setdefault(kind, set()).add(touched)


def _last_asked() -> dict[_PlaceKey, dict[int, datetime]]:
    """By place and year; calculations that failed do not count."""
    in_work = Job.objects.active().filter(kind=RUN_JOBS).values("subject_id")
    rows = (
        ClassificationRun.objects.filter(Q(makes_list=True) | Q(municipality__isnull=True))
        .filter(Q(finished_at__isnull=False) | Q(pk__in=in_work))
        .values_list("municipality", "region", "academic_year")
        .annotate(asked=Max("requested_at"))
    )
    found: dict[_PlaceKey, dict[int, datetime]] = {}
    for municipality, region, year, moment in rows:
        found.setdefault((municipality, region), {})[year] = moment
    return found
