"""Two schools with roadmaps of their own: one in force, one on review. Fictional."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils import timezone

from accounts.models import User
from roadmaps.actions.activities import add_activity
from roadmaps.actions.editing.sections import add_section
from roadmaps.actions.editing.taking_over import take_over_rows
from roadmaps.actions.editions import Order, approve_plan
from roadmaps.actions.plan_checks import agree_plan, return_plan, submit_plan
from roadmaps.actions.school_plans import start_school_plan
from roadmaps.domain.outline import OUTSIDE, Side, Target
from roadmaps.models import Roadmap
from roadmaps.queries.taking_over import rows_to_take
from schools.models import School

TAKEN = 4
SECTION = ("", "Работа школы с учителями и учениками")
ROWS = (
    ("Взаимопосещение уроков математики и русского языка", "январь, март и май {next} года",
     "Заместитель директора по УВР", "Журнал взаимопосещений"),
    ("Диагностика пробелов у пятиклассников", "январь {next} года",
     "Учителя-предметники", "Справка"),
    ("Индивидуальные маршруты для учеников зоны риска", "в течение года",
     "Классные руководители", "Маршруты"),
    ("Педсовет «Итоги полугодия»", "январь {next} года", "Директор", "Протокол"),
)  # fmt: skip
RETURNED = "Добавьте работу с родителями и укажите, кто отвечает за диагностику."
NOTE = "Добавили родительские собрания, за диагностику отвечает завуч."


def write_school_plans(
    schools: Sequence[School], heads: dict[int, User], curator: User, today: date
) -> None:
    """The first school works by its plan; the plan of the second has come back once."""
    first, second = schools
    plan = _project(first, heads[first.pk], today)
    submit_plan(roadmap=plan, by=heads[first.pk], at=timezone.now())
    agree_plan(roadmap=plan, by=curator, at=timezone.now(), seen=1)
    day = today - timedelta(days=3)
    order = Order("14-ОД", day, day)
    approve_plan(roadmap=plan, by=heads[first.pk], order=order, today=today)
    plan = _project(second, heads[second.pk], today)
    submit_plan(roadmap=plan, by=heads[second.pk], at=timezone.now())
    return_plan(roadmap=plan, by=curator, at=timezone.now(), seen=1, comment=RETURNED)
    plan.refresh_from_db()
    add_activity(
        roadmap=plan, by=heads[second.pk], title="Родительские собрания «Как помочь с учёбой»",
        deadline_text=f"февраль {plan.last_year} года", responsible_text="Завуч",
        deliverable="Протоколы",
    )  # fmt: skip
    submit_plan(roadmap=plan, by=heads[second.pk], at=timezone.now(), note=NOTE)


def _project(school: School, head: User, today: date) -> Roadmap:
    year = today.year if today.month >= 7 else today.year - 1
    plan = start_school_plan(
        school=school, by=head, title=f"Дорожная карта повышения качества образования. {school}",
        first_year=year, last_year=year + 1, calendar="school-year",
    )  # fmt: skip
    offered = [one.pk for one in rows_to_take(plan)]
    take_over_rows(roadmap=plan, rows=offered[-TAKEN:], by=head)
    section = add_section(
        roadmap=plan, number=SECTION[0], title=SECTION[1], kind="section", by=head,
        target=Target(Side.END, OUTSIDE),
    )  # fmt: skip
    for title, deadline, responsible, deliverable in ROWS:
        add_activity(
            roadmap=plan, by=head, section=section, title=title, deliverable=deliverable,
            deadline_text=deadline.format(next=year + 1), responsible_text=responsible,
        )  # fmt: skip
    return plan
