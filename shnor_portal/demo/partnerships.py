"""Partnerships of the weak schools, chosen by results: one a year old, one new, one proposed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.models import User
from assessments.queries.partners import ProposalLine, search_partners
from core.values import academic_year
from schools.actions.partnerships import (
    PartnershipFacts,
    add_step,
    add_visit,
    change_partnership,
    enter_partnership,
    mark_step,
    move_partnership,
    note_effect,
    partnership_mark,
)
from schools.domain.partnerships import Move
from schools.models import Partnership, School

OLD, NEW, PROPOSED = 7, 8, 6
"""Numbers of the schools in the order of the demonstration."""
STEPS = (
    ("Открытые уроки математики у наставника", "октябрь", (10, 20), "Учителя математики"),
    ("Совместный разбор пробных работ", "декабрь", (12, 15), "Учителя математики обеих школ"),
    ("Пробный экзамен по материалам наставника", "март", (3, 20), "Завучи"),
)
VISITS = (
    ((10, 20), "Посетили два урока, разобрали приёмы работы с теми, кому предмет даётся трудно."),
    ((12, 15), "Сверили проверку пробных работ, составили общий банк заданий."),
)


def found_partnerships(
    schools: list[School], heads: dict[int, User], by: User, today: date
) -> None:
    """One that has lasted a year, one that begins, one proposed with a teacher."""
    began = date(academic_year.of_date(today) - 1, 9, 15)
    old = _enter(schools[OLD - 1], by, number="14", day=began - timedelta(days=5))
    if old is not None:
        old = move_partnership(partnership=old, move=Move.AGREE, on=began, by=by)
        old = move_partnership(partnership=old, move=Move.START, on=began, by=by)
        _live_through(old, heads, by, today)
    new = _enter(schools[NEW - 1], by, number="3", day=today - timedelta(days=3))
    if new is not None:
        move_partnership(partnership=new, move=Move.AGREE, on=today, by=by)
    _enter(schools[PROPOSED - 1], by, teacher=True)


def _enter(
    school: School, by: User, *, number: str = "", day: date | None = None, teacher: bool = False
) -> Partnership | None:
    """The first proposal of the portal, as the office takes it; None where there is none."""
    line = next(iter(search_partners(by, school).lines), None)
    if line is None:
        return None
    facts = _facts(line, number=number, day=day)
    made = enter_partnership(school=school, facts=facts, by=by, grounds="\n".join(line.reasons))
    if not teacher:
        return made
    named = _facts(line, teacher_name="Липатова Нина Егоровна", teacher_post="учитель математики")
    return change_partnership(partnership=made, facts=named, seen=partnership_mark(made), by=by)


def _facts(
    line: ProposalLine,
    *,
    number: str = "",
    day: date | None = None,
    teacher_name: str = "",
    teacher_post: str = "",
) -> PartnershipFacts:
    return PartnershipFacts(
        partner=line.school,
        subjects=line.proposal.subjects,
        scope="Открытые уроки, разбор работ, подготовка к экзаменам",
        agreement_number=number,
        agreement_date=day,
        teacher_name=teacher_name,
        teacher_post=teacher_post,
    )


def _live_through(partnership: Partnership, heads: dict[int, User], by: User, today: date) -> None:
    """The plan of the year, what was done of it, and what the office wrote of it."""
    year = academic_year.of_date(partnership.since or today)
    for what, when, (month, number), who in STEPS:
        due_on = _day(year, month, number)
        step = add_step(
            partnership=partnership, what=what, when=when, due_on=due_on, who=who, by=by
        )
        if (month, number) in dict(VISITS):
            mark_step(step=step, done_on=due_on, by=heads[partnership.school_id])
    for place, ((month, number), what) in enumerate(VISITS):
        day = _day(year, month, number)
        side = partnership.partner_id if place else partnership.school_id
        add_visit(
            partnership=partnership, on=day, what=what, who="Учителя математики, завучи",
            by=heads[side], at=timezone.make_aware(datetime.combine(day, time(15, 0))),
            today=today,
        )  # fmt: skip
    note_effect(
        partnership=partnership,
        note="Учителя ведут общий банк заданий, завучи сверяют проверку пробных работ.",
        by=by,
    )


def _day(year: int, month: int, number: int) -> date:
    is_autumn = month >= academic_year.FIRST_MONTH
    return date(year if is_autumn else year + 1, month, number)
