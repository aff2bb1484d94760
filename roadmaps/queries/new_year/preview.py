"""What a plan of other years would say, row by row, before anything is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.values.production_calendar import ProductionCalendar
from core.values.word_difference import WordDifference, word_difference
from roadmaps.domain.deadlines.values import PlanPeriod, Span
from roadmaps.domain.new_year.days_off import days_off_in_words, years_without_transfers
from roadmaps.domain.new_year.shifting import YearShift
from roadmaps.domain.new_year.taking import NO_OUTCOME, RowOutcome, Take, is_once, is_taken
from roadmaps.domain.new_year.years import PlanYears
from roadmaps.domain.outline import laid_out
from roadmaps.models import Activity, PlanCalendar, Roadmap, Section
from roadmaps.queries.calendars.book import CalendarBook, working_days_of
from roadmaps.queries.calendars.readings import reading_on
from roadmaps.queries.new_year.outcomes import outcomes_of
from roadmaps.queries.new_year.texts import move_texts
from roadmaps.queries.periods import PlanPeriods, periods_of
from roadmaps.queries.readings import ReadingView, reading_of


@dataclass(frozen=True, slots=True)
class CarriedRow:
    """A row of the plan, and the deadline that it would have.

    `reading` is that of the new words in the new years; `notes` are what a person should look at.
    """

    activity: Activity
    title: str
    deadline: str
    reading: ReadingView
    notes: tuple[str, ...]
    outcome: RowOutcome
    is_ticked: bool

    @property
    def words(self) -> WordDifference:
        """The deadline's words before and after in pieces, the changed ones marked."""
        return word_difference(self.activity.deadline_text, self.deadline)

    @property
    def is_same(self) -> bool:
        """Whether the deadline keeps its words."""
        return self.activity.deadline_text == self.deadline


@dataclass(frozen=True, slots=True)
class CarriedPart:
    """A section's heading as it would be, and the rows right under it."""

    heading: str
    rows: list[CarriedRow]


@dataclass(frozen=True, slots=True)
class CarriedPlan:
    """The whole preview; `without_transfers` are years whose days off are not certain yet."""

    parts: tuple[CarriedPart, ...]
    without_transfers: tuple[int, ...]

    @property
    def rows(self) -> list[CarriedRow]:
        """All rows in the order of the plan."""
        return [row for part in self.parts for row in part.rows]

    @property
    def ticked(self) -> int:
        """How many rows are taken."""
        return sum(row.is_ticked for row in self.rows)

    @property
    def noted(self) -> int:
        """How many rows have something to look at."""
        return sum(bool(row.notes) for row in self.rows)


def years_of(roadmap: Roadmap) -> PlanYears:
    """The years of a plan."""
    is_school_year = roadmap.calendar == PlanCalendar.SCHOOL_YEAR
    return PlanYears(roadmap.first_year, roadmap.last_year, is_school_year)


def carried_plan(
    user: Any,
    roadmap: Roadmap,
    years: PlanYears,
    take: Take,
    *,
    today: date,
    ticked: Collection[int] | None = None,
) -> CarriedPlan:
    """`roadmap` in other years, in a fixed number of queries; its work as it stands today.

    `take` says which rows are ticked, unless `ticked` names them.
    """
    shift = years_of(roadmap).shift_to(years)
    sections = list(roadmap.sections.order_by("position", "pk"))
    moved = {one.pk: _moved(one, shift) for one in sections}
    rows = _Rows(roadmap, years, shift, list(moved.values()))
    found = list(roadmap.activities.order_by("position", "pk"))
    lines = rows.of(found, outcomes_of(user, roadmap, today), take, ticked)
    placed = ((line, line.activity.section_id) for line in lines)
    parts = laid_out([(one.pk, one.parent_id) for one in sections], placed, with_empty=False)
    return CarriedPlan(
        tuple(CarriedPart(_heading(moved.get(part.section or 0)), part.rows) for part in parts),
        tuple(sorted(rows.uncertain)),
    )


class _Rows:
    """Reads the rows in their own years and in the new ones."""

    def __init__(
        self, roadmap: Roadmap, years: PlanYears, shift: YearShift, sections: Sequence[Section]
    ) -> None:
        calendar = PlanCalendar.SCHOOL_YEAR if years.school_year else PlanCalendar.CALENDAR_YEAR
        plan = copy(roadmap)
        plan.first_year, plan.last_year, plan.calendar = years.first, years.last, calendar
        self._roadmap, self._shift = roadmap, shift
        self._old: PlanPeriods = periods_of(roadmap)
        self._new = periods_of(plan, sections)
        place = roadmap.municipality_id
        self._working: ProductionCalendar = working_days_of([place])[place]
        self.uncertain: set[int] = set()

    def of(
        self,
        found: Sequence[Activity],
        outcomes: Mapping[int, RowOutcome],
        take: Take,
        ticked: Collection[int] | None,
    ) -> list[CarriedRow]:
        """One line for each row."""
        book = CalendarBook.of(found)
        lines = []
        for activity in found:
            activity.roadmap = self._roadmap
            outcome = outcomes.get(activity.pk, NO_OUTCOME)
            chosen = (
                self._is_taken(activity, outcome, take, book)
                if ticked is None
                else activity.pk in ticked
            )
            lines.append(self._line(activity, outcome, book, is_ticked=chosen))
        return lines

    def _is_taken(
        self, activity: Activity, outcome: RowOutcome, take: Take, book: CalendarBook
    ) -> bool:
        if book.hangs(activity):
            return is_taken(take, outcome, once=False)
        period = self._old.within(activity.section_id)
        reading = reading_of(activity.deadline_text, activity.deadline_choice, period)
        once = is_once(reading.kind, len(reading.occurrences))
        return is_taken(take, outcome, once=once)

    def _line(
        self, activity: Activity, outcome: RowOutcome, book: CalendarBook, *, is_ticked: bool
    ) -> CarriedRow:
        moved = _moved(activity, self._shift)
        period = self._new.within(activity.section_id)
        view = reading_on(moved, period, book)
        free = "" if book.hangs(activity) else self._days_off(moved, period)
        return CarriedRow(
            activity=activity,
            title=moved.title,
            deadline=moved.deadline_text,
            reading=view,
            notes=(*view.doubts, *((free,) if free else ())),
            outcome=outcome,
            is_ticked=is_ticked,
        )

    def _days_off(self, moved: Activity, period: PlanPeriod | None) -> str:
        spans: Iterable[Span] = reading_of(
            moved.deadline_text, moved.deadline_choice, period
        ).occurrences
        self.uncertain |= years_without_transfers(spans)
        return days_off_in_words(spans, self._working)


def _moved(part: Any, shift: YearShift) -> Any:
    """A copy of a part, with its id, that says what the new plan would say."""
    moved = copy(part)
    move_texts(moved, shift)
    return moved


def _heading(section: Section | None) -> str:
    return "Без раздела" if section is None else str(section)


@dataclass(frozen=True, slots=True)
class TextMove:
    """Another text of the plan that changes: what it is, and what it says before and after."""

    name: str
    words: WordDifference


_NAMES: Mapping[str, tuple[str, str]] = {
    "sections": ("раздел", "title"),
    "objectives": ("задача", "text"),
    "passport": ("паспорт", "text"),
    "indicators": ("показатель", "name"),
    "tables": ("название таблицы", "caption"),
}


def text_moves(roadmap: Roadmap, years: PlanYears) -> list[TextMove]:
    """The texts beside the rows that would change, in the order of the plan."""
    shift = years_of(roadmap).shift_to(years)
    pairs = [("цель", roadmap.goal, shift.text(roadmap.goal))]
    for kind, (name, field) in _NAMES.items():
        for part in getattr(roadmap, kind).order_by("position", "pk"):
            text = getattr(part, field)
            pairs.append((name, text, shift.text(text)))
    for task in roadmap.year_tasks.order_by("position", "pk"):
        moved = _moved(task, shift)
        before = f"{task.direction}, {task.year}: {task.text}"
        pairs.append(("задача года", before, f"{moved.direction}, {moved.year}: {moved.text}"))
    return [TextMove(name, word_difference(old, new)) for name, old, new in pairs if old != new]


@dataclass(frozen=True, slots=True)
class MissingTarget:
    """An indicator without a target for some of the new years, and the last one it has."""

    indicator: int
    name: str
    years: tuple[int, ...]
    known: str


def missing_targets(roadmap: Roadmap, years: PlanYears) -> list[MissingTarget]:
    """Targets that a person has to write into the new plan: those of other years are not moved."""
    found = []
    for one in roadmap.indicators.order_by("position", "pk"):
        targets = {int(key): text for key, text in one.targets.items() if str(key).isdecimal()}
        missing = tuple(y for y in range(years.first, years.last + 1) if not targets.get(y))
        if missing and targets:
            last = max(targets)
            found.append(MissingTarget(one.pk, one.name, missing, f"{targets[last]} на {last} год"))
    return found


def targets_to_write(roadmap: Roadmap) -> list[MissingTarget]:
    """The same for a plan that was made of another, in its own years; nothing for others."""
    if roadmap.carried_from_id is None or roadmap.is_template:
        return []
    return missing_targets(roadmap, years_of(roadmap))
