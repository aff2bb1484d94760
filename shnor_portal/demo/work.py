"""What the people of the demonstration have done so far: handed in, sent back, forgotten."""

import io
import random
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from docx import Document

from accounts.models import User
from roadmaps.actions.evidence import attach_evidence
from roadmaps.actions.work import accept, return_for_rework, start, submit
from roadmaps.domain.returning import ReturnReason
from roadmaps.models import Assignment, Roadmap
from shnor_portal.demo.places import DemoSchool

OFFICE_DILIGENCE = 0.9
NOTES = (
    "Выполнено, документ приложен.",
    "Работа завершена в срок, материалы во вложении.",
    "Проведено, протокол приложен.",
)
REMARKS = (
    (ReturnReason.NO_SIGNATURE, "Нет подписи руководителя. Приложите подписанный документ."),
    (ReturnReason.INCOMPLETE, "Нет раздела о кадрах. Допишите и отправьте снова."),
    (ReturnReason.WRONG_PERIOD, "Приложен документ за прошлый год. Нужен документ этого года."),
)


class Workers:
    """Who does and who judges: a head per school, whoever a party of the office stands for."""

    def __init__(self, heads: dict[int, User], coordinator: User, administrator: User) -> None:
        self.heads = heads
        self.coordinator = coordinator
        self.administrator = administrator

    def doer(self, assignment: Assignment) -> User:
        """The school's head, the party's person, or the coordinator where nobody is named."""
        if assignment.school_id is not None:
            return self.heads[assignment.school_id]
        person = assignment.party.user if assignment.party else None
        return person or self.coordinator

    def reviewer(self, assignment: Assignment) -> User:
        """The coordinator, but nobody judges their own work."""
        return self.administrator if self.doer(assignment) == self.coordinator else self.coordinator


def live_through(
    roadmap: Roadmap, workers: Workers, schools: dict[int, DemoSchool], today: date, seed: int
) -> None:
    """Do what was due until `today` as well as these schools do such things."""
    chance = random.Random(f"{seed} work")  # noqa: S311 (fiction needs no secrecy)
    due = (
        Assignment.objects.with_due()
        .filter(occurrence__activity__roadmap=roadmap, due_on__lte=today + timedelta(days=10))
        .select_related("occurrence__activity__roadmap__municipality", "school", "party__user")
        .order_by("due_on", "pk")
    )
    for assignment in due:
        school = schools.get(assignment.school_id or 0)
        diligence = school.diligence if school else OFFICE_DILIGENCE
        title = school.name if school else "Управление образования"
        _live_one(assignment, workers, diligence, title, today, chance)


def _live_one(
    assignment: Assignment,
    workers: Workers,
    diligence: float,
    title: str,
    today: date,
    chance: random.Random,
) -> None:
    due_on: date = assignment.due_on  # type: ignore[attr-defined]  # annotated by with_due
    age = (today - due_on).days
    if chance.random() > diligence + _pressure(age):
        if chance.random() < 0.3:
            start(assignment=assignment, by=workers.doer(assignment), at=_at(due_on, -20, today))
        return
    handed_in = _at(due_on, -chance.randrange(2, 9), today)
    _hand_in(assignment, workers, title, handed_in, chance)
    if age < 3 or (age < 40 and chance.random() < 0.35):
        return
    reviewer = workers.reviewer(assignment)
    judged = _at(handed_in.date(), chance.randrange(1, 4), today)
    if chance.random() < 0.12:
        reason, remark = chance.choice(REMARKS)
        return_for_rework(
            assignment=assignment, reason=reason, comment=remark, by=reviewer, at=judged
        )
        if age < 45:
            return
        handed_in = judged + timedelta(days=2)
        _hand_in(assignment, workers, title, handed_in, chance)
        judged = handed_in + timedelta(days=1)
    accept(assignment=assignment, by=reviewer, at=judged)


def _pressure(age: int) -> float:
    """The office reminds: old work is rarely left, fresh work is still under way."""
    if age > 90:
        return 0.22
    return -0.2 if age < 30 else 0


def _hand_in(
    assignment: Assignment, workers: Workers, title: str, at: datetime, chance: random.Random
) -> None:
    doer = workers.doer(assignment)
    deliverable = assignment.occurrence.activity.deliverable or "Справка"
    attach_evidence(
        assignment=assignment,
        content=_document(deliverable, title, assignment.occurrence.activity.title, at.date()),
        file_name=f"{deliverable}.docx",
        by=doer,
        at=at,
    )
    submit(assignment=assignment, note=chance.choice(NOTES), by=doer, at=at)


def _document(kind: str, author: str, subject: str, day: date) -> bytes:
    """A short Word document that could be such evidence."""
    document = Document()
    document.add_paragraph(author)
    document.add_heading(kind, level=1)
    document.add_paragraph(f"{subject}. Составлено {day:%d.%m.%Y}.")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _at(day: date, shift: int, today: date) -> datetime:
    """A working hour of `day` moved by `shift` days, never in the future."""
    moved = min(day + timedelta(days=shift), today - timedelta(days=1))
    return timezone.make_aware(datetime.combine(moved, time(10, 30)))
