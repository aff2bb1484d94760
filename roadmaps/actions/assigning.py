"""Who owes what: an activity's parties and dates become assignments.

Each open school with a login in ФИС ОКО of its own counts as a school, branches included: the
office asks a branch for its own work, and the head of its school does it. Which schools a group
means: `domain.audience`; what is added and taken away: `domain.assigning`.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.actions.audit import record
from accounts.models import User
from assessments.queries.current_list import categories_of
from core.values.wording import counted
from roadmaps.domain.assigning import Owed
from roadmaps.models import Activity, Assignment, Occurrence, Party, RoadmapStatus
from roadmaps.queries.audience import (
    FANS_OUT_TO_SCHOOLS,
    Addressed,
    changes_of,
    groups_of_municipality,
    list_of,
)
from roadmaps.queries.shared_work import rows_that_took
from schools.models import School

_BATCH = 1000


@transaction.atomic
def sync_assignments(
    *,
    activity: Activity,
    by: User | None,
    today: date | None = None,
    drop_late: bool = False,
) -> None:
    """Give the activity exactly the assignments that its parties and occurrences ask for.

    Repeating it changes nothing. Untouched assignments that nothing asks for any more disappear,
    those with work stay, and so does what a school owed on a date that is behind `today` (by
    default the present day) unless `drop_late`. An occurrence that is behind and was given out
    already gets no further schools: who came later owes only what is still ahead. A closed plan
    is left as it was; nobody owes work for an amendment, a typical roadmap or an excluded row.
    Rows of schools' plans that were taken from this one follow it.
    """
    _bring_in_step(activity, by, today, drop_late=drop_late)
    if not activity.roadmap.is_of_school:
        follow_taken_rows(activity_ids=[activity.pk], by=by, today=today)


def follow_taken_rows(
    *, activity_ids: Iterable[int], by: User | None, today: date | None = None
) -> None:
    """What follows for schools' plans when the office asks other work by these rows.

    Runs inside the transaction of that change.

    A row that was taken from one of them shows the office's work or gives work of its own
    (`domain.shared_work`).
    """
    for row in rows_that_took(activity_ids):
        _bring_in_step(row, by, today)


def _bring_in_step(
    activity: Activity, by: User | None, today: date | None, *, drop_late: bool = False
) -> None:
    if activity.roadmap.status == RoadmapStatus.CLOSED or is_without_work(activity):
        return
    found = changes_of(activity, today or _present_day(), drop_late=drop_late)
    added = _create(found.added)
    removed = _remove_untouched(found.removed)
    if added or removed:
        _record_sync(activity, by, added, removed)


def is_without_work(activity: Activity) -> bool:
    """Whether nobody is given work by this row: of no plan of its own, or out of the plan."""
    return activity.roadmap.is_without_work or activity.excluded_by_id is not None


@transaction.atomic
def assign_schools(schools: Iterable[School], by: User | None) -> None:
    """What follows when schools join; municipalities that give schools no work cost nothing."""
    joined = list(schools)
    giving = set(
        Party.objects.filter(
            fans_out=FANS_OUT_TO_SCHOOLS,
            municipality__in={school.municipality_id for school in joined},
            activity_links__isnull=False,
        ).values_list("municipality", flat=True)
    )
    groups = {pk: groups_of_municipality(pk) for pk in giving}
    for school in joined:
        if school.municipality_id in giving:
            assign_school(school=school, by=by, groups=groups[school.municipality_id])


@transaction.atomic
def assign_school(
    *,
    school: School,
    by: User | None,
    today: date | None = None,
    groups: list[Addressed] | None = None,
) -> int:
    """Give a school that joins everything that is still ahead; returns how many assignments.

    `today` is the present day by default. Dates that are not known yet count as ahead. Groups
    that mean a list or chosen schools mean the newcomer only where it is among them; `groups`
    are those of the municipality where they have been read already.
    """
    if not _counts_as_school(school):
        return 0
    occurrences = (
        Occurrence.objects.filter(_is_ahead(today))
        .filter(activity__in=_activities_that_mean(school, groups))
        .exclude(activity__roadmap__status=RoadmapStatus.CLOSED)
        .exclude(assignments__school=school)
        .values_list("pk", flat=True)
        .distinct()
    )
    asked = set(occurrences)
    added = _create({Owed(pk, school_id=school.pk) for pk in asked})
    if added:
        rows = Occurrence.objects.filter(pk__in=asked).values_list("activity", flat=True)
        follow_taken_rows(activity_ids=set(rows), by=by, today=today)
        record(
            by=by,
            action="assign school",
            subject=school,
            summary=f"Школе добавлено: {_assignments(added)}",
            municipality_id=school.municipality_id,
        )
    return added


@transaction.atomic
def release_schools(schools: Iterable[School], by: User | None) -> None:
    """What follows when schools close: see `release_school`."""
    for school in schools:
        release_school(school=school, by=by)


@transaction.atomic
def release_school(*, school: School, by: User | None, today: date | None = None) -> int:
    """A school that closes owes nothing new; what it began and what it owed before stays.

    Returns how many untouched assignments that were still ahead have gone.
    """
    ahead = (
        Assignment.objects.filter(school=school)
        .filter(_is_ahead(today, "occurrence__"))
        .exclude(occurrence__activity__roadmap__status=RoadmapStatus.CLOSED)
    )
    removed = _remove_untouched(ahead.values_list("pk", flat=True))
    if removed:
        record(
            by=by,
            action="release school",
            subject=school,
            summary=f"Школа закрыта, убрано: {_assignments(removed)}, к которым не приступали",
            municipality_id=school.municipality_id,
        )
    return removed


@transaction.atomic
def drop_occurrences(*, occurrence_ids: Iterable[int]) -> frozenset[int]:
    """Delete occurrences together with their untouched assignments.

    Occurrences on which somebody has worked stay; their ids are returned. The caller records the
    change of dates that led here.
    """
    ids = frozenset(occurrence_ids)
    _remove_untouched(Assignment.objects.filter(occurrence__in=ids).values_list("pk", flat=True))
    staying = frozenset(
        Assignment.objects.filter(occurrence__in=ids).values_list("occurrence_id", flat=True)
    )
    Occurrence.objects.filter(pk__in=ids - staying).delete()
    return staying


def _activities_that_mean(school: School, groups: list[Addressed] | None) -> set[int]:
    """Ids of the municipality's activities with a group that means the school."""
    categories: dict[int, dict[int, str]] = {}
    found = set()
    for group in groups_of_municipality(school.municipality_id) if groups is None else groups:
        roadmap = group.link.activity.roadmap
        if group.is_by_list and roadmap.pk not in categories:
            categories[roadmap.pk] = categories_of(list_of(roadmap))
        if group.addressees.of({school.pk}, categories.get(roadmap.pk, {})):
            found.add(group.link.activity_id)
    return found


def _counts_as_school(school: School) -> bool:
    return school.closed_on is None and bool(school.login)


def _is_ahead(today: date | None, path: str = "") -> Q:
    """Occurrences whose day has not passed; those without a date are ahead."""
    day = today or _present_day()
    return Q(**{f"{path}due_on__isnull": True}) | Q(**{f"{path}due_on__gte": day})


def _present_day() -> date:
    return timezone.localdate()


def _create(owed: Iterable[Owed]) -> int:
    """Insert what is missing; a concurrent sync that was quicker is no error."""
    ordered = sorted(owed, key=lambda o: (o.occurrence_id, o.school_id or 0, o.party_id or 0))
    made = Assignment.objects.bulk_create(
        [
            Assignment(
                occurrence_id=one.occurrence_id, school_id=one.school_id, party_id=one.party_id
            )
            for one in ordered
        ],
        batch_size=_BATCH,
        ignore_conflicts=True,
    )
    return len(made)


def _remove_untouched(assignment_ids: Iterable[int]) -> int:
    ids = list(assignment_ids)
    if not ids:
        return 0
    untouched = Assignment.objects.filter(pk__in=ids).untouched()
    # Locked first: who takes a row up meanwhile keeps it, or waits and reads that it is gone.
    locked = untouched.select_for_update(of=("self",)).order_by("pk")
    _, per_model = Assignment.objects.filter(pk__in=[one.pk for one in locked]).delete()
    return per_model.get(Assignment._meta.label, 0)


def _record_sync(activity: Activity, by: User | None, added: int, removed: int) -> None:
    parts = []
    if added:
        parts.append(f"добавлено: {_assignments(added)}")
    if removed:
        parts.append(f"убрано: {_assignments(removed)}")
    record(
        by=by,
        action="sync assignments",
        subject=activity,
        summary="По мероприятию " + ", ".join(parts),
        municipality_id=activity.roadmap.municipality_id,
    )


def _assignments(number: int) -> str:
    return counted(number, "поручение", "поручения", "поручений")
