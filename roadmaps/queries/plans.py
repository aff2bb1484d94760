"""Roadmaps shaped for their pages: a fixed number of queries, however long the plan."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.utils import timezone

from core.ordering import NaturalKey
from core.values.wording import DASH, counted
from roadmaps.domain.outline import laid_out
from roadmaps.domain.progress import (
    BY_OFFICE,
    NO_WORK,
    WorkCounts,
    activity_standing,
    plan_in_words,
    schools_in_words,
)
from roadmaps.domain.shared_work import OF_ITS_OWN, Sharing
from roadmaps.domain.standing import BEFORE_START, Standing
from roadmaps.domain.work import OPEN_STATUSES, Status
from roadmaps.models import (
    Activity,
    ActivityParty,
    Assignment,
    Indicator,
    Occurrence,
    Party,
    Roadmap,
    Section,
)
from roadmaps.queries.calendars.book import CalendarBook
from roadmaps.queries.calendars.readings import reading_on
from roadmaps.queries.periods import period_around, periods_of
from roadmaps.queries.places import address_in_words
from roadmaps.queries.readings import ReadingView
from roadmaps.queries.rollups import RuleAndDates, rules_with_dates
from roadmaps.queries.shared_work import (
    sharing_of,
    sharing_of_row,
    work_shown_in,
    work_shown_under,
)
from roadmaps.querysets.work import begun
from schools.models import School

_LIVE = ~Q(status=Status.CANCELLED.value)
_OPEN = Q(status__in=[status.value for status in OPEN_STATUSES])
_BEGUN = begun("occurrence__activity__roadmap")

SectionsWithDepth = tuple[tuple[Section, int], ...]


@dataclass(frozen=True, slots=True)
class RoadmapLine:
    """One roadmap in the list."""

    roadmap: Roadmap
    activities: int
    accepted: int
    total: int
    overdue: int

    @property
    def overdue_words(self) -> str:
        """«3 поручения»."""
        return counted(self.overdue, "поручение", "поручения", "поручений")


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One activity in the table of its plan; `url` is relative to the plan's page."""

    activity: Activity
    reading: ReadingView
    reading_brief: str
    url: str
    schools: str
    standing: Standing
    sharing: Sharing = OF_ITS_OWN


@dataclass(frozen=True, slots=True)
class PlanPart:
    """A section's heading, its depth from 1 and the rows right under it."""

    section: Section | None
    depth: int
    rows: list[PlanRow]


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """A target indicator with its targets by the years that any indicator of the plan names."""

    indicator: Indicator
    targets: tuple[tuple[str, str], ...]

    @property
    def place(self) -> str:
        """Where it stands in its document."""
        return address_in_words(self.indicator.source)


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The table of a plan and what is said above it."""

    parts: tuple[PlanPart, ...]
    shown: int
    total: int
    sentence: str
    accepted: int
    owed: int
    has_outcomes: bool = False

    @property
    def progress_words(self) -> str:
        """«Принято 30 из 120 поручений»."""
        owed = counted(self.owed, "поручения", "поручений", "поручений")
        return f"Принято {self.accepted} из {owed}"


def roadmap_lines(user: Any, today: date) -> list[RoadmapLine]:
    """The office's roadmaps that the person sees, current ones first."""
    roadmaps = (
        Roadmap.objects.visible_to(user)
        .of_office()
        .select_related("municipality")
        .annotate(activity_count=Count("activities", filter=Q(activities__excluded_by=None)))
        .order_by("-last_year", "-first_year", "title", "pk")
    )
    work = {
        row["plan"]: row
        for row in Assignment.objects.visible_to(user)
        .of_rows_in_plan()
        .of_office_plans()
        .with_due()
        .order_by()
        .values(plan=F("occurrence__activity__roadmap"))
        .annotate(
            total=Count("pk", filter=_LIVE),
            accepted=Count("pk", filter=Q(status=Status.ACCEPTED.value)),
            overdue=Count("pk", filter=_OPEN & Q(due_on__lt=today)),
        )
    }
    nothing = {"total": 0, "accepted": 0, "overdue": 0}
    return [
        RoadmapLine(
            roadmap=roadmap,
            activities=roadmap.activity_count,
            **{name: work.get(roadmap.pk, nothing)[name] for name in nothing},
        )
        for roadmap in roadmaps
    ]


def plan_page(
    user: Any,
    roadmap: Roadmap,
    today: date,
    sections: SectionsWithDepth,
    chosen: Collection[int] | None = None,
    *,
    is_office: bool,
) -> PlanPage:
    """The plan's table; only the activities with ids in `chosen` where it is given.

    `is_office` tells those who see everybody's work from a school, which sees its own.
    """
    activities = list(
        roadmap.activities.select_related("taken_from", "roadmap").order_by("position", "pk")
    )
    shared = sharing_of(activities)
    early = rows_before_start(roadmap)
    work = work_by_activity(user, roadmap, today)
    by_office = set() if is_office else done_by_office(roadmap.activities.all())
    periods = periods_of(roadmap, [section for section, _ in sections])
    book = CalendarBook.of(activities)
    rows = [
        row_with_work(
            activity,
            work.get(activity.pk, NO_WORK),
            today,
            reading_on(activity, periods.within(activity.section_id), book),
            is_office=is_office,
            is_done_by_office=activity.pk in by_office,
            is_before_start=activity.pk in early,
            sharing=shared.get(activity.pk, OF_ITS_OWN),
        )
        for activity in activities
        if chosen is None or activity.pk in chosen
    ]
    every = [work.get(activity.pk, NO_WORK) for activity in activities]
    return PlanPage(
        parts=in_parts(sections, rows, with_empty=chosen is None),
        shown=len(rows),
        total=len(activities),
        sentence=plan_in_words(every, by_office=_idle(by_office, work)),
        accepted=sum(counts.accepted for counts in every),
        owed=sum(counts.total for counts in every),
        has_outcomes=any(activity.expected_outcome for activity in activities),
    )


def plan_row(user: Any, activity: Activity, today: date, *, is_office: bool) -> PlanRow:
    """One row of the table."""
    by_office = set() if is_office else done_by_office(Activity.objects.filter(pk=activity.pk))
    return row_with_work(
        activity,
        work_of(user, activity, today),
        today,
        reading_on(activity, period_around(activity), CalendarBook.of([activity])),
        is_office=is_office,
        is_done_by_office=bool(by_office),
        is_before_start=activity.pk in rows_before_start(activity.roadmap),
        sharing=sharing_of_row(activity),
    )


def _idle(activities: Collection[int], work: Mapping[int, WorkCounts]) -> int:
    """How many of the activities owe the person nothing."""
    return sum(not work.get(pk, NO_WORK).total for pk in activities)


def row_with_work(
    activity: Activity,
    work: WorkCounts,
    today: date,
    reading: ReadingView,
    *,
    is_office: bool,
    is_done_by_office: bool,
    is_before_start: bool = False,
    sharing: Sharing = OF_ITS_OWN,
) -> PlanRow:
    """One activity with the reading of its deadline and where its work stands."""
    return PlanRow(
        activity=activity,
        reading=reading,
        reading_brief=reading.brief_on(today),
        url=f"activities/{activity.pk}/",
        schools=schools_in_words(work) if is_office and not activity.roadmap.is_of_school else "",
        standing=activity_standing(
            work,
            today,
            nothing_owed(
                is_office=is_office,
                is_done_by_office=is_done_by_office,
                is_before_start=is_before_start,
            ),
        ),
        sharing=sharing,
    )


def rows_before_start(roadmap: Roadmap) -> set[int]:
    """Ids of the rows of a school's plan that have dates before the plan was in force."""
    if not roadmap.is_of_school or roadmap.in_force_from is None:
        return set()
    early = Occurrence.objects.filter(activity__roadmap=roadmap, due_on__lt=roadmap.in_force_from)
    return set(early.values_list("activity", flat=True))


def nothing_owed(*, is_office: bool, is_done_by_office: bool, is_before_start: bool = False) -> str:
    """What an activity without assignments says to the office and to a school."""
    if is_before_start:
        return BEFORE_START
    if is_office:
        return "нет поручений"
    return BY_OFFICE if is_done_by_office else "не поручено"


def done_by_office(activities: QuerySet[Activity]) -> set[int]:
    """Ids of those `activities` that parties of the office carry out."""
    owed = Assignment.objects.filter(occurrence__activity__in=activities, party__isnull=False)
    live = owed.exclude(status=Status.CANCELLED.value)
    return set(live.order_by().values_list("occurrence__activity", flat=True))


def sections_with_depth(roadmap: Roadmap) -> SectionsWithDepth:
    """Sections in the order of the plan with their depth; the outermost have 1."""
    return depths_of(roadmap.sections.order_by("position", "pk"))


def depths_of(sections: Iterable[Section]) -> SectionsWithDepth:
    """Each section, given in the order of the plan, with its depth."""
    depths: dict[int | None, int] = {None: 0}
    ordered = []
    for section in sections:
        depths[section.pk] = depths.get(section.parent_id, 0) + 1
        ordered.append((section, depths[section.pk]))
    return tuple(ordered)


def parties_of(roadmap: Roadmap) -> tuple[Party, ...]:
    """Everybody who answers for something in the plan, by name."""
    links = ActivityParty.objects.filter(activity__in=roadmap.activities.all())
    return tuple(Party.objects.filter(pk__in=links.values("party")).order_by("name", "pk"))


def schools_of(roadmap: Roadmap) -> tuple[School, ...]:
    """The schools that have work in the plan, by name."""
    owed = Assignment.objects.filter(occurrence__activity__roadmap=roadmap, school__isnull=False)
    schools = School.objects.filter(pk__in=owed.order_by().values("school"))
    return tuple(schools.order_by(NaturalKey("name"), "pk"))


def indicator_lines(indicators: Sequence[Indicator]) -> tuple[IndicatorLine, ...]:
    """The indicators in their order; a year without a target has «—»."""
    years = sorted({year for indicator in indicators for year in indicator.targets})
    return tuple(
        IndicatorLine(
            indicator, tuple((year, indicator.targets.get(year) or DASH) for year in years)
        )
        for indicator in indicators
    )


def work_by_activity(user: Any, roadmap: Roadmap, today: date) -> dict[int, WorkCounts]:
    """Counts of the assignments that the person sees, by activity."""
    assignments = work_shown_in(Assignment.objects.visible_to(user), roadmap)
    rules = rules_with_dates(user, assignments)
    return {
        activity: _counts(row, rules.get(activity))
        for row in _counted(assignments, today)
        if (activity := row.pop("activity"))
    }


def work_of(user: Any, activity: Activity, today: date) -> WorkCounts:
    """The same for one activity."""
    assignments = work_shown_under(Assignment.objects.visible_to(user), activity)
    rules = rules_with_dates(user, assignments)
    for row in _counted(assignments, today):
        return _counts(row, rules.get(row.pop("activity")))
    return NO_WORK


def _counted(assignments: QuerySet[Assignment], today: date) -> Iterable[dict[str, Any]]:
    late = _OPEN & Q(due_on__lt=today) & _BEGUN
    return (
        assignments.with_due()  # type: ignore[attr-defined]
        .order_by()
        .values(activity=F("row"))
        .annotate(
            total=Count("pk", filter=_LIVE),
            accepted=Count("pk", filter=Q(status=Status.ACCEPTED.value)),
            submitted=Count("pk", filter=Q(status=Status.SUBMITTED.value)),
            returned=Count("pk", filter=Q(status=Status.RETURNED.value)),
            overdue=Count("pk", filter=late),
            behind=Count("pk", filter=_OPEN & Q(due_on__lt=today) & ~_BEGUN),
            undated=Count("pk", filter=_OPEN & Q(due_on__isnull=True)),
            schools=Count("school", filter=_LIVE, distinct=True),
            dates=Count("occurrence", filter=_LIVE, distinct=True),
            oldest_overdue=Min("due_on", filter=late),
            next_due=Min("due_on", filter=_OPEN & Q(due_on__gte=today)),
            accepted_at=Max("accepted_at"),
        )
    )


def _counts(row: dict[str, Any], own: RuleAndDates | None) -> WorkCounts:
    accepted_at = row.pop("accepted_at")
    accepted_on = timezone.localdate(accepted_at) if accepted_at else None
    own = own or RuleAndDates()
    return WorkCounts(**row, accepted_on=accepted_on, rule=own.rule, school_dates=own.dates)


def in_parts(
    ordered: SectionsWithDepth, rows: Iterable[PlanRow], *, with_empty: bool
) -> tuple[PlanPart, ...]:
    """The rows under the headings of their sections; `with_empty` also shows empty sections."""
    sections = [(section.pk, section.parent_id) for section, _ in ordered]
    placed = ((row, row.activity.section_id) for row in rows)
    by_id: dict[int | None, tuple[Section | None, int]] = {one.pk: (one, d) for one, d in ordered}
    by_id[None] = (None, 0)
    return tuple(
        PlanPart(*by_id[part.section], part.rows)
        for part in laid_out(sections, placed, with_empty=with_empty)
    )
