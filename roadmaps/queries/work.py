"""Assignments shaped for lists and for the page of one assignment."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from textwrap import shorten
from typing import Any

from django.db.models import Case, F, IntegerField, OuterRef, Q, Subquery, When
from django.utils import timezone

from accounts.models import User
from core.values.wording import NBSP, long_date, lower_first, short_date
from roadmaps.domain.returning import reason_words, returned_words
from roadmaps.domain.standing import Standing, standing
from roadmaps.domain.work import MOVE_NAMES, OPEN_STATUSES, Move, Status
from roadmaps.models import (
    Assignment,
    AssignmentEvent,
    DateRequest,
    Evidence,
    RequestState,
    Roadmap,
)
from roadmaps.queries.plan_people import has_curator
from roadmaps.querysets.work import AssignmentQuerySet
from schools.domain.roles import OFFICE_ROLES, ROLE_RIGHTS, Right, Role
from schools.models import Membership
from schools.permissions import memberships_of, roles_of

TITLE_WIDTH = 160
MARKED = "отмечено выполненным без проверки"
_PLAN = "occurrence__activity__roadmap"
_RETURNS = (Move.RETURN.value, Move.REOPEN.value)
_ROUNDS = {2: "второй", 3: "третий", 4: "четвёртый", 5: "пятый"}


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One assignment as a row of things to do."""

    id: int
    number: str
    title: str
    doer: str
    due_on: date | None
    standing: Standing
    when: str
    """What stands under the state: the date, or since when it waits for the office."""
    deliverable: str
    comment: str
    """Why it was returned, while it is returned."""
    reviewer: str
    returned_words: str
    button: str
    is_urgent: bool
    """The button is the first thing to press."""
    is_of_school_plan: bool
    """Owed by the school's own plan, not by that of the office."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened to an assignment, in words."""

    at: datetime
    words: str
    who: str
    comment: str = ""


def owed_by(user: Any) -> Q:
    """Condition on assignments: the person carries them out, as head of a school or by name."""
    heads = [
        membership.school_id
        for membership in memberships_of(user)
        if membership.role == Role.SCHOOL_HEAD
    ]
    schools = Q(school__in=heads) | Q(school__parent__in=heads)
    return schools | Q(party__user=user.pk)


def doers_of(assignment: Assignment) -> list[User]:
    """Whose work it is now: the party's person, or the heads of the school and its head school."""
    if assignment.party is not None:
        return [assignment.party.user] if assignment.party.user is not None else []
    school = assignment.school
    places = [school.pk, school.parent_id] if school is not None else []
    heads = Membership.objects.filter(role=Role.SCHOOL_HEAD, school__in=places)
    return list(User.objects.filter(pk__in=heads.values("user"), is_active=True).order_by("pk"))


def judged_by(user: Any) -> Q:
    """Condition on assignments: it is the person's turn to review them (their own included).

    Work under a school's own plan waits for the curator; for the office where there is none.
    """
    municipalities, schools = set(), set()
    for membership in memberships_of(user):
        if Right.REVIEW_ASSIGNMENTS not in ROLE_RIGHTS[Role(membership.role)]:
            continue
        municipalities.add(membership.municipality_id)
        schools.add(membership.school_id)
    schools.discard(None)
    return (
        (Q(**{f"{_PLAN}__municipality__in": municipalities - {None}}) & _for_office())
        | Q(school__in=schools)
        | Q(school__parent__in=schools)
    )


def _for_office() -> Q:
    return Q(**{f"{_PLAN}__school__isnull": True}) | ~Q(has_curator(f"{_PLAN}__school"))


def owes_work_only(user: Any) -> bool:
    """Whether every role of the person is one that carries work out."""
    roles = roles_of(user)
    return bool(roles) and roles <= {Role.SCHOOL_HEAD, Role.EXECUTOR}


def sees_office(user: Any) -> bool:
    """Whether the person also sees the work of others."""
    return bool(roles_of(user) & OFFICE_ROLES)


def assignments_of(user: Any) -> AssignmentQuerySet:
    """Every assignment that the person sees, with what rows and pages say of it.

    Adds `due_on`; `returned_comment`, `returned_reason` and `returned_by` of the latest return;
    `returns`, how often the work was sent back; and `moves`, how often its date was moved.
    """
    returns = AssignmentEvent.objects.filter(assignment=OuterRef("pk"), move__in=_RETURNS).order_by(
        "-at", "-pk"
    )
    seen: Any = Assignment.objects.visible_to(user).with_due().with_moves().with_returns()
    return seen.select_related(
        "occurrence__activity__roadmap__municipality", "school", "party__user"
    ).annotate(
        returned_comment=Subquery(returns.values("comment")[:1]),
        returned_reason=Subquery(returns.values("reason")[:1]),
        returned_by=Subquery(returns.values("by_name")[:1]),
    )


def own_assignments(user: Any) -> AssignmentQuerySet:
    """What the person owes under plans in force, the most pressing first."""
    return assignments_of(user).in_force().filter(owed_by(user)).order_by(*_URGENCY)


def pressing(user: Any, today: date) -> AssignmentQuerySet:
    """One's own work that is overdue or was returned."""
    owed: Any = Assignment.objects.visible_to(user).with_due()
    is_late = Q(due_on__lt=today) | Q(status=Status.RETURNED.value)
    return owed.in_force().filter(owed_by(user)).open().filter(is_late)


def due_this_month(assignments: Any, today: date) -> int:
    """How much is still owed from today to the end of the month."""
    last = today.replace(day=monthrange(today.year, today.month)[1])
    return assignments.open().filter(due_on__gte=today, due_on__lte=last).count()


def in_order_of_urgency(assignments: Any, today: date) -> Any:
    """Overdue, then returned, then by date, then what waits for the office, then the rest."""
    is_open = Q(status__in=[status.value for status in OPEN_STATUSES])
    rank = Case(
        When(is_open & Q(due_on__lt=today), then=0),
        When(status=Status.RETURNED.value, then=1),
        When(is_open, then=2),
        When(status=Status.SUBMITTED.value, then=3),
        default=4,
        output_field=IntegerField(),
    )
    return assignments.annotate(urgency=rank).order_by("urgency", *_URGENCY)


def watches_office(user: Any) -> bool:
    """Whether the person looks at work as the office or an observer does: by the office's plans."""
    return bool(roles_of(user) & (OFFICE_ROLES | {Role.OBSERVER}))


def watched_by(user: Any) -> AssignmentQuerySet:
    """Work under plans in force that lists and counts of the person begin with.

    For the office that of its own plans: what schools owe by plans of theirs is told apart.
    """
    seen = assignments_of(user).in_force()
    return seen.of_office_plans() if watches_office(user) else seen


def directed_by(user: Any) -> AssignmentQuerySet:
    """Of that, what the person reviews."""
    return watched_by(user).filter(judged_by(user))


def waiting_for(user: Any) -> AssignmentQuerySet:
    """Submitted work that the person may review, oldest first; their own waits for others."""
    return _handed_to(user, assignments_of(user)).order_by("submitted_at", "pk")


def bare_waiting_for(user: Any) -> AssignmentQuerySet:
    """The same to be counted only: without what rows and pages say of each, in no order."""
    return _handed_to(user, Assignment.objects.visible_to(user))


def _handed_to(user: Any, assignments: AssignmentQuerySet) -> AssignmentQuerySet:
    return (
        assignments.in_force()
        .filter(judged_by(user))
        .waiting_for_review()
        .exclude(submitted_by=user)
        .exclude(owed_by(user))
    )


def task_rows(assignments: Iterable[Assignment], today: date) -> list[TaskRow]:
    """Rows of assignments that came from `assignments_of`."""
    return [_task_row(assignment, today) for assignment in assignments]


def are_of_several(rows: Iterable[TaskRow]) -> bool:
    """Whether each row must say whose work it is, as for a head with branches."""
    return len({row.doer for row in rows}) > 1


def history_of(assignment: Assignment) -> list[HistoryLine]:
    """Moves and documents of an assignment, newest first."""
    lines = []
    documents = assignment.evidence.select_related("uploaded_by", "replaces", "replaced_by")
    for evidence in documents.order_by("-pk"):
        lines += _lines_of_document(evidence)
    lines += _lines_of_moves(assignment)
    for request in assignment.date_requests.order_by("-pk"):
        lines += _lines_of_request(request)
    lines += [
        HistoryLine(made.at, f"передано: {made.former_name} → {made.receiver_name}", made.by_name)
        for made in assignment.hand_overs.defer("content").order_by("-pk")
    ]
    # The sort is stable: of one moment, what came later was listed first.
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _lines_of_request(request: DateRequest) -> list[HistoryLine]:
    """A request for another date and its answer; an agreed one is told by the move itself."""
    asked = f"просьба перенести срок на{NBSP}{short_date(request.wished_on)}"
    lines = [HistoryLine(request.asked_at, asked, request.asked_by_name, request.reason)]
    said = {
        RequestState.REFUSED: "в переносе срока отказано",
        RequestState.WITHDRAWN: "просьба о другом сроке отозвана",
    }.get(RequestState(request.state))
    if said and request.answered_at is not None:
        lines.insert(
            0, HistoryLine(request.answered_at, said, request.answered_by_name, request.answer)
        )
    return lines


def _lines_of_moves(assignment: Assignment) -> list[HistoryLine]:
    """Moves, newest first; what a school has marked by itself is one line, not two."""
    events = list(assignment.events.order_by("pk"))
    lines: list[HistoryLine] = []
    for before, event in zip([None, *events], events, strict=False):
        words, comment = _words_of_move(event), event.comment
        if before is not None and _is_marked_by_itself(before, event):
            lines.pop()
            words, comment = MARKED, before.comment
        lines.append(HistoryLine(event.at, words, event.by_name, comment))
    return lines[::-1]


def _is_marked_by_itself(before: AssignmentEvent, event: AssignmentEvent) -> bool:
    """Nobody accepts what they handed in, unless nobody else is asked to."""
    handed_in, accepted = before.move == Move.SUBMIT.value, event.move == Move.ACCEPT.value
    return handed_in and accepted and before.by_id == event.by_id and before.at == event.at


def _words_of_move(event: AssignmentEvent) -> str:
    """«возвращено на доработку: нет подписи»; «другое» says nothing more than the comment."""
    words, reason = MOVE_NAMES[Move(event.move)], reason_words(event.reason)
    return f"{words}: {reason}" if reason else words


def _lines_of_document(evidence: Evidence) -> list[HistoryLine]:
    """How a document came and, where it is gone, when; a replaced one is told by its successor."""
    who = str(evidence.uploaded_by) if evidence.uploaded_by else ""
    name = f"ссылка «{evidence.file_name}»" if evidence.url else f"документ «{evidence.file_name}»"
    words = f"приложен{'а' if evidence.url else ''} {name}"
    if evidence.replaces is not None:
        words = f"документ «{evidence.replaces.file_name}» заменён на «{evidence.file_name}»"
    lines = [HistoryLine(evidence.uploaded_at, words, who, evidence.replaced_because)]
    if evidence.removed_at is not None and not hasattr(evidence, "replaced_by"):
        gone = "убрана" if evidence.url else "убран"
        lines.append(HistoryLine(evidence.removed_at, f"{gone} {name}", ""))
    return lines


def due_words(assignment: Assignment) -> str:
    """«до 30 октября 2026», with the first date where the school has one of its own."""
    due_on = assignment.own_due_on or assignment.occurrence.due_on
    if due_on is None:
        return "дата пока не назначена"
    words = f"до{NBSP}{long_date(due_on)}"
    first = assignment.occurrence.due_on
    if assignment.own_due_on is not None and first is not None and first != due_on:
        return f"{words} (перенесено с{NBSP}{long_date(first)})"
    return words


def round_words(rounds: int) -> str:
    """«второй раз» for what is handed in again; empty at first."""
    if rounds < 2:
        return ""
    return f"{_ROUNDS.get(rounds, f'{rounds}-й')} раз"


def waiting_words(since: datetime | None) -> str:
    """Since when it waits for the office: «с 20.10.2026»."""
    return "" if since is None else f"с{NBSP}{short_date(timezone.localdate(since))}"


def _task_row(assignment: Any, today: date) -> TaskRow:
    status = Status(assignment.status)
    activity = assignment.occurrence.activity
    shown = standing(status, assignment.due_on, today)
    is_returned = status == Status.RETURNED
    return TaskRow(
        id=assignment.pk,
        number=activity.number,
        title=shorten(activity.title, TITLE_WIDTH, placeholder="…"),
        doer=str(assignment.school or assignment.party),
        due_on=assignment.due_on,
        standing=shown,
        when=_when(assignment, status),
        deliverable=lower_first(activity.deliverable),
        comment=assignment.returned_comment if is_returned else "",
        reviewer=assignment.returned_by if is_returned else "",
        returned_words=returned_words(assignment.returns),
        button=_button(status, activity.roadmap),
        is_urgent=shown.is_overdue or is_returned,
        is_of_school_plan=activity.roadmap.is_of_school,
    )


def _when(assignment: Any, status: Status) -> str:
    if status == Status.SUBMITTED:
        return waiting_words(assignment.submitted_at)
    if status == Status.ACCEPTED:
        return short_date(timezone.localdate(assignment.accepted_at))
    return short_date(assignment.due_on) if assignment.due_on else ""


def _button(status: Status, plan: Roadmap) -> str:
    if status == Status.RETURNED:
        return "Исправить"
    if status not in OPEN_STATUSES:
        return "Открыть"
    return "Отметить выполненным" if plan.is_marked_by_school else "Отметить выполнение"


_URGENCY = (F("due_on").asc(nulls_last=True), "occurrence__activity__position", "pk")
