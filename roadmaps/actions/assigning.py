"""Who owes what: an activity's parties and dates become assignments.

Each open school with a login in ФИС ОКО of its own counts as a school, branches included: the
office asks a branch for its own work, and the head of its school does it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.actions.audit import record
from accounts.models import User
from core.values.wording import counted
from roadmaps.models import Activity, Assignment, Occurrence, Party, RoadmapStatus
from schools.models import School

FANS_OUT_TO_SCHOOLS = "schools"
_BATCH = 1000


@dataclass(frozen=True, slots=True)
class _Owed:
    """One assignment that should exist; exactly one of `school_id` and `party_id` is set."""

    occurrence_id: int
    school_id: int | None = None
    party_id: int | None = None


@transaction.atomic
def sync_assignments(*, activity: Activity, by: User | None, today: date | None = None) -> None:
    """Give the activity exactly the assignments that its parties and occurrences ask for.

    Repeating it changes nothing. Untouched assignments that nothing asks for any more disappear,
    those with work stay. An occurrence that is behind `today` (by default the present day) and
    was given out already gets no further schools: who came later owes only what is still ahead.
    A closed plan is left as it was.
    """
    if activity.roadmap.status == RoadmapStatus.CLOSED:
        return
    occurrences = list(activity.occurrences.values_list("pk", "due_on"))
    kept = list(
        Assignment.objects.filter(occurrence__activity=activity).values_list(
            "pk", "occurrence_id", "school_id", "party_id"
        )
    )
    existing = {_Owed(row[1], row[2], row[3]): row[0] for row in kept}
    wanted = _wanted(activity, occurrences)
    given_out = {owed.occurrence_id for owed in existing if owed.school_id is not None}
    behind = {pk for pk, due_on in occurrences if _is_behind(due_on, today or _present_day())}
    late = {o for o in wanted if o.school_id and o.occurrence_id in given_out & behind}
    added = _create(wanted - existing.keys() - late)
    removed = _remove_untouched(pk for owed, pk in existing.items() if owed not in wanted)
    if added or removed:
        _record_sync(activity, by, added, removed)


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
    for school in joined:
        if school.municipality_id in giving:
            assign_school(school=school, by=by)


@transaction.atomic
def assign_school(*, school: School, by: User | None, today: date | None = None) -> int:
    """Give a school that joins everything that is still ahead; returns how many assignments.

    `today` is the present day by default. Dates that are not known yet count as ahead.
    """
    if not _counts_as_school(school):
        return 0
    ahead = Q(due_on__isnull=True) | Q(due_on__gte=today or _present_day())
    occurrences = (
        Occurrence.objects.filter(ahead)
        .filter(
            activity__roadmap__municipality=school.municipality_id,
            activity__party_links__party__fans_out=FANS_OUT_TO_SCHOOLS,
        )
        .exclude(activity__roadmap__status=RoadmapStatus.CLOSED)
        .exclude(assignments__school=school)
        .values_list("pk", flat=True)
        .distinct()
    )
    added = _create({_Owed(pk, school_id=school.pk) for pk in occurrences})
    if added:
        record(
            by=by,
            action="assign school",
            subject=school,
            summary=f"Школе добавлено: {_assignments(added)}",
            municipality_id=school.municipality_id,
        )
    return added


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


def _wanted(activity: Activity, occurrences: list[tuple[int, date | None]]) -> set[_Owed]:
    parties = list(
        Party.objects.filter(activity_links__activity=activity).values_list("pk", "fans_out")
    )
    schools: list[int] = []
    if any(fans_out == FANS_OUT_TO_SCHOOLS for _, fans_out in parties):
        schools = _school_ids(activity.roadmap.municipality_id)
    others = [pk for pk, fans_out in parties if fans_out != FANS_OUT_TO_SCHOOLS]
    return {_Owed(pk, school_id=school) for pk, _ in occurrences for school in schools} | {
        _Owed(pk, party_id=party) for pk, _ in occurrences for party in others
    }


def _school_ids(municipality_id: int) -> list[int]:
    schools = School.objects.open().filter(municipality=municipality_id).exclude(login="")
    return list(schools.values_list("pk", flat=True))


def _counts_as_school(school: School) -> bool:
    return school.closed_on is None and bool(school.login)


def _is_behind(due_on: date | None, today: date) -> bool:
    return due_on is not None and due_on < today


def _present_day() -> date:
    return timezone.localdate()


def _create(owed: Iterable[_Owed]) -> int:
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
    _, per_model = untouched.delete()
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
