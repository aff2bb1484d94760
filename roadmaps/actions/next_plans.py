"""A plan made of another: of the years before, or of a typical roadmap."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from accounts.actions.audit import record
from accounts.models import User
from core.values.wording import counted, quoted
from core.web.refusals import NotPossible
from roadmaps.actions.audience import go_by_newest_list
from roadmaps.actions.copying import Revise, cloned, copy_arrangements, copy_parts
from roadmaps.actions.occurrences import give_first_work
from roadmaps.actions.parties import link_unlinked
from roadmaps.actions.plans import lock_plan
from roadmaps.actions.school_plans import lock_open_school
from roadmaps.domain.new_year.shifting import YearShift
from roadmaps.domain.new_year.years import PlanYears
from roadmaps.domain.rollup import Enough
from roadmaps.models import Activity, Indicator, PlanCalendar, Roadmap, RoadmapStatus
from roadmaps.permissions.plans import require_editor, require_keeper, require_school_keeper
from roadmaps.queries.calendars.book import CalendarBook
from roadmaps.queries.new_year.preview import years_of
from roadmaps.queries.new_year.texts import move_targets, move_texts
from roadmaps.queries.periods import periods_of
from schools.models import School

NOT_FOR_SCHOOLS = "Эту типовую дорожную карту управление не открывало школам или уже закрыло."
NO_ROWS = "Отметьте хотя бы одно мероприятие."
GONE = "Этой типовой дорожной карты уже нет: её убрали."
NOT_LATER = "План на новый год начинается позже прежнего: укажите другие годы."
NEW: dict[str, Any] = {
    "amends": None,
    "is_template": False,
    "is_for_schools": False,
    "checks_work": True,
    "status": RoadmapStatus.DRAFT,
    "edition_number": 0,
    "order_number": "",
    "order_date": None,
    "in_force_from": None,
}
"""What no new plan has from the one that it was made of; a school does not release itself."""


@dataclass(frozen=True, slots=True)
class NewPlan:
    """What is to be made: its title, its years, and the press of the button that asks for it."""

    title: str
    years: PlanYears
    press: UUID


@transaction.atomic
def carry_plan(*, roadmap: Roadmap, by: User, new: NewPlan, rows: Collection[int]) -> Roadmap:
    """A project for other years with these rows of `roadmap`, which know what they go on with.

    The same press again finds the plan that it made. Raises NotPossible without a row, or for
    years that do not come after the plan's own.
    """
    require_keeper(by, roadmap)
    plan = lock_plan(roadmap)
    known = _made_by(plan, new)
    if known is not None:
        return known
    if new.years.first <= plan.first_year:
        raise NotPossible(NOT_LATER)
    shift = years_of(plan).shift_to(new.years)
    copy = _made(plan, by, new, rows, _carried(shift))
    _record(copy, by, "carry plan", f"Проект составлен по плану {_named(plan)}")
    return copy


@transaction.atomic
def plan_from_template(
    *, template: Roadmap, by: User, new: NewPlan, rows: Collection[int]
) -> Roadmap:
    """A project of the office by a typical roadmap; the same press again finds it.

    Raises NotPossible without a row, or where the typical roadmap is gone.
    """
    require_editor(by, template.municipality)
    found = lock_template(template)
    known = _made_by(found, new)
    if known is not None:
        return known
    shift = years_of(found).shift_to(new.years)
    copy = _made(found, by, new, rows, _from_template(shift))
    _record(copy, by, "use template", f"Проект составлен по типовой {_named(found)}")
    return copy


@transaction.atomic
def school_plan_from_template(
    *, template: Roadmap, school: School, by: User, new: NewPlan, rows: Collection[int]
) -> Roadmap:
    """A project of the school by a typical roadmap that its office has opened to schools.

    The school's own parties answer for its rows, and each row is done when the school has done it.
    The same press again finds the plan. Raises NotPossible without a row, for a closed school, or
    where the typical roadmap is gone or not for schools.
    """
    require_school_keeper(by, school)
    school = lock_open_school(school)
    found = lock_template(template)
    known = _made_by(found, new, school)
    if known is not None:
        return known
    if not found.is_for_schools or found.municipality_id != school.municipality_id:
        raise NotPossible(NOT_FOR_SCHOOLS)
    shift = years_of(found).shift_to(new.years)
    copy = _made(found, by, new, rows, _for_school(_from_template(shift)), school)
    _record(copy, by, "use template", f"Карта школы составлена по типовой {_named(found)}")
    return copy


def lock_template(template: Roadmap) -> Roadmap:
    """The typical roadmap as it stands now, locked; NotPossible where it is gone."""
    locked = Roadmap.objects.select_for_update(no_key=True)
    found = locked.filter(pk=template.pk, is_template=True).first()
    if found is None:
        raise NotPossible(GONE)
    return found


def mark_of(source: Roadmap, press: UUID, school: School | None = None) -> UUID:
    """What tells a press of the button on one plan, for one school, from all others."""
    return uuid5(press, f"{source.pk}:{school.pk}" if school else str(source.pk))


def _made_by(source: Roadmap, new: NewPlan, school: School | None = None) -> Roadmap | None:
    return Roadmap.objects.filter(made_with=mark_of(source, new.press, school)).first()


def _made(
    source: Roadmap,
    by: User,
    new: NewPlan,
    rows: Collection[int],
    revise: Revise,
    school: School | None = None,
) -> Roadmap:
    """The plan, of `school` where it is given, else of whom the source is."""
    taken = source.activities.filter(pk__in=rows)
    if not taken.exists():
        raise NotPossible(NO_ROWS)
    years = new.years
    copy: Roadmap = cloned(
        source,
        title=new.title,
        first_year=years.first,
        last_year=years.last,
        calendar=PlanCalendar.SCHOOL_YEAR if years.school_year else PlanCalendar.CALENDAR_YEAR,
        carried_from=source,
        made_with=mark_of(source, new.press, school),
        **NEW,
    )
    if school is not None:
        copy.school = school
    move_texts(copy, years_of(source).shift_to(years))
    copy.save()
    is_same_book = copy.school_id == source.school_id
    copy_arrangements(copy_parts(source, copy, revise=revise, rows=rows, with_parties=is_same_book))
    link_unlinked(copy)
    if not copy.is_of_school:
        go_by_newest_list(roadmap=copy, by=by)
    _give_work(copy, by)
    return copy


def _carried(shift: YearShift) -> Revise:
    """Rows of a new year know what they go on with; targets stay with the years they are for."""

    def revise(part: Any, original: Any) -> None:
        as_new(part)
        move_texts(part, shift)
        if isinstance(part, Activity):
            part.carried_from = original

    return revise


def _from_template(shift: YearShift) -> Revise:
    def revise(part: Any, original: Any) -> None:
        as_new(part)
        move_texts(part, shift)
        if isinstance(part, Indicator):
            move_targets(part, shift)

    return revise


def _for_school(revise: Revise) -> Revise:
    """As `revise`; how many schools make a row done is no question in the plan of one."""

    def of_school(part: Any, original: Any) -> None:
        revise(part, original)
        if isinstance(part, Activity):
            part.done_when, part.done_number = Enough.ALL.value, None

    return of_school


def as_new(part: Any) -> None:
    """A part of a plan of its own: no place in a document, no mark of work that is over."""
    if hasattr(part, "origin_id"):
        part.origin_id = None
    if hasattr(part, "source"):
        part.source = {}
    if isinstance(part, Activity):
        part.done_mark = ""
        part.carried_from = part.taken_from = None
        part.taken_words = {}


def _give_work(copy: Roadmap, by: User) -> None:
    activities = list(copy.activities.order_by("position", "pk"))
    for activity in activities:
        activity.roadmap = copy
    give_first_work(activities, periods_of(copy), by, CalendarBook.of(activities))


def _named(plan: Roadmap) -> str:
    return f"{quoted(plan.title)} ({plan.years})"


def _record(copy: Roadmap, by: User, action: str, said: str) -> None:
    words = counted(copy.activities.count(), "мероприятие", "мероприятия", "мероприятий")
    record(
        by=by,
        action=action,
        subject=copy,
        summary=f"{said}: {words}",
        municipality_id=copy.municipality_id,
    )
