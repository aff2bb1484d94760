"""What a person of a municipality has in hand: the same number of queries however much it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.models import User
from roadmaps.domain.handing_over.act import SchoolCount
from roadmaps.domain.handing_over.passing import REVIEWERS
from roadmaps.domain.handing_over.values import Holdings, Named, Roles, Task
from roadmaps.domain.work import OPEN_STATUSES, Move, Status
from roadmaps.models import (
    Assignment,
    AssignmentEvent,
    CalendarFeed,
    DateRequest,
    Evidence,
    Party,
    PhotoSheet,
    RequestState,
    RoadmapStatus,
    SavedFilter,
    Upload,
)
from roadmaps.models.parties import PartyKind
from roadmaps.queries.handing_over.roles import Staff
from schools.domain.roles import Role
from schools.models import Membership, Municipality

_ROADMAP = "occurrence__activity__roadmap"
_UNFINISHED = [*(status.value for status in OPEN_STATUSES), Status.SUBMITTED.value]
_RETURNS = (Move.RETURN.value, Move.REOPEN.value)


def holdings_of(person: User, staff: Staff) -> Holdings:
    """Everything of `person` in the municipality of `staff`."""
    place = staff.municipality
    roles = staff.roles_of(person.pk)
    parties = Party.objects.filter(municipality=place, user=person).order_by("name", "pk")
    named = tuple(
        Named(one.pk, one.name, is_person=one.kind == PartyKind.PERSON) for one in parties
    )
    own = Q(party__in=[one.id for one in named]) | Q(school__in=roles.heads)
    judged = _judged(roles, place)
    tasks = _tasks(own | judged & Q(status=Status.SUBMITTED.value), person)
    is_own = {
        task.id: task.party in {one.id for one in named} or task.school in roles.heads
        for task, _ in tasks
    }
    return Holdings(
        roles=roles,
        has_roles_elsewhere=_has_roles_elsewhere(person, place),
        parties=named,
        headed=staff.schools_of(person.pk, Role.SCHOOL_HEAD),
        supported=staff.schools_of(person.pk, Role.CURATOR),
        tasks=tuple(task for task, _ in tasks if is_own[task.id]),
        to_review=tuple(task for task, is_mine in tasks if not is_own[task.id] and not is_mine),
        not_in_force=_not_in_force(named),
        date_requests=_date_requests(person, judged),
        **_personal(person, place),
    )


def counts_of_schools(staff: Staff, schools: Iterable[Named], today: Any) -> dict[int, SchoolCount]:
    """How the work of each school stands, that of its branches with it."""
    wanted = {one.id: staff.with_branches(one.id) for one in schools}
    every = {pk for covered in wanted.values() for pk in covered}
    is_open = Q(status__in=[status.value for status in OPEN_STATUSES])
    work: Any = Assignment.objects.with_due().in_force().filter(school__in=every)
    rows = (
        work.order_by()
        .values("school")
        .annotate(
            opened=Count("pk", filter=is_open),
            late=Count("pk", filter=is_open & Q(due_on__lt=today)),
            waiting=Count("pk", filter=Q(status=Status.SUBMITTED.value)),
        )
    )
    found = {row["school"]: row for row in rows}
    return {
        pk: SchoolCount(*(_total(found, covered, key) for key in ("opened", "late", "waiting")))
        for pk, covered in wanted.items()
    }


def _total(found: Mapping[int, Any], schools: Iterable[int], key: str) -> int:
    return sum(found[pk][key] for pk in schools if pk in found)


def _judged(roles: Roles, place: Municipality) -> Q:
    """Condition on assignments: the person may review them."""
    schools = Q(school__in=roles.supports)
    if roles.roles & REVIEWERS:
        return schools | Q(**{f"{_ROADMAP}__municipality": place})
    return schools


def _tasks(condition: Q, person: User) -> list[tuple[Task, bool]]:
    """Unfinished work of plans in force; with each, whether the person has handed it in."""
    returns = AssignmentEvent.objects.filter(assignment=OuterRef("pk"), move__in=_RETURNS)
    last = returns.order_by("-at", "-pk").values("comment")[:1]
    found: Any = Assignment.objects.with_due().in_force().filter(condition)
    unfinished = found.filter(status__in=_UNFINISHED)
    rows = (
        unfinished.annotate(returned_comment=Subquery(last))
        .select_related(_ROADMAP, "school", "party")
        .order_by("pk")
    )
    documents = _documents(unfinished)
    wishes = dict(
        DateRequest.objects.filter(
            assignment__in=unfinished.order_by().values("pk"), state=RequestState.OPEN
        ).values_list("assignment_id", "wished_on")
    )
    return [
        (_task(one, documents.get(one.pk, ()), wishes), one.submitted_by_id == person.pk)
        for one in rows
    ]


def _documents(assignments: QuerySet[Assignment]) -> dict[int, tuple[str, ...]]:
    kept: Any = Evidence.objects.kept().filter(assignment__in=assignments.order_by().values("pk"))
    found: dict[int, list[str]] = defaultdict(list)
    for assignment, name in kept.order_by("uploaded_at", "pk").values_list(
        "assignment_id", "file_name"
    ):
        found[assignment].append(name)
    return {assignment: tuple(names) for assignment, names in found.items()}


def _task(assignment: Any, documents: tuple[str, ...], wishes: Mapping[int, Any]) -> Task:
    occurrence, activity = assignment.occurrence, assignment.occurrence.activity
    status = Status(assignment.status)
    label = f" ({occurrence.label})" if occurrence.label else ""
    is_submitted = status == Status.SUBMITTED and assignment.submitted_at is not None
    return Task(
        id=assignment.pk,
        plan=activity.roadmap.title,
        number=activity.number,
        title=activity.title,
        doer=str(assignment.school or assignment.party),
        deadline=f"{activity.deadline_text}{label}".strip(),
        due_on=assignment.due_on,
        status=status,
        rounds=assignment.rounds,
        deliverable=activity.deliverable,
        comment=assignment.returned_comment or "" if status == Status.RETURNED else "",
        submitted_on=timezone.localdate(assignment.submitted_at) if is_submitted else None,
        asked_for=wishes.get(assignment.pk),
        documents=documents,
        party=assignment.party_id,
        school=assignment.school_id,
    )


def _has_roles_elsewhere(person: User, place: Municipality) -> bool:
    here = Membership.objects.in_municipalities([place.pk]).values("pk")
    return bool(Membership.objects.filter(user=person).exclude(pk__in=here).exists())


def _not_in_force(parties: tuple[Named, ...]) -> int:
    """Work of plans that do not oblige anybody yet."""
    waiting = [RoadmapStatus.DRAFT, RoadmapStatus.AGREED, RoadmapStatus.APPROVED]
    ahead = Assignment.objects.filter(party__in=[one.id for one in parties])
    return ahead.filter(status__in=_UNFINISHED, **{f"{_ROADMAP}__status__in": waiting}).count()


def _date_requests(person: User, judged: Q) -> int:
    """Requests for another date that the person may answer."""
    waiting: Any = DateRequest.objects.all()
    judged_ones = Assignment.objects.filter(judged).values("pk")
    return waiting.waiting().filter(assignment__in=judged_ones).exclude(asked_by=person).count()


def _personal(person: User, place: Municipality) -> dict[str, Any]:
    """What belongs to the person alone."""
    filters = SavedFilter.objects.filter(owner=person, roadmap__municipality=place)
    kept = filters.aggregate(
        own_filters=Count("pk", filter=Q(is_shared=False)),
        shared_filters=Count("pk", filter=Q(is_shared=True)),
    )
    here = {f"assignment__{_ROADMAP}__municipality": place, "person": person}
    uploads = Upload.objects.filter(finished_at__isnull=True, **here).count()
    feeds = CalendarFeed.objects.filter(user=person).order_by("pk")
    return {
        **kept,
        "feeds": tuple(feeds.values_list("school_id", flat=True)),
        "unfinished_uploads": uploads + PhotoSheet.objects.filter(**here).count(),
    }
