"""The matrix «школа × мероприятие» of one plan: one query for its cells, whatever its size."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, Q

from core.values.natural_order import natural_key
from core.values.wording import counted, short_date
from roadmaps.domain.rollup import are_met, rule_words
from roadmaps.domain.standing import AWAITS_DATE, Standing, standing
from roadmaps.domain.work import Status
from roadmaps.models import Activity, Assignment, Occurrence, Roadmap
from roadmaps.queries.rollups import RuleAndDates
from roadmaps.querysets.work import AssignmentQuerySet
from schools.models import School

POSTPONED = "postponed"
_ACTIVITIES = ("мероприятие", "мероприятия", "мероприятий")
_URGENCY = ("overdue", "returned", "review", POSTPONED, "active", "ahead", "done", "off")


@dataclass(frozen=True, slots=True)
class Mark:
    """One assignment in a cell: its sign, the words of its state."""

    id: int
    sign: str
    words: str


@dataclass(slots=True)
class Edge:
    """The sums at the edge of a row or a column; cancelled work is in none of them."""

    accepted: int = 0
    overdue: int = 0
    postponed: int = 0
    total: int = 0

    def add(self, mark: Mark) -> None:
        """Count one assignment."""
        if mark.sign == "off":
            return
        self.total += 1
        self.accepted += mark.sign == "done"
        self.overdue += mark.sign == "overdue"
        self.postponed += mark.sign == POSTPONED

    @property
    def words(self) -> str:
        """«8/12», a share that fits into a narrow cell."""
        return f"{self.accepted}/{self.total}" if self.total else "—"

    def values(self) -> list[int]:
        """Accepted, all, overdue, postponed."""
        return [self.accepted, self.total, self.overdue, self.postponed]


@dataclass(slots=True)
class Column:
    """An activity of the plan, or one date of it; `occurrence` is None for all its dates."""

    id: int
    number: str
    title: str
    edge: Edge = field(default_factory=Edge)
    occurrence: int | None = None
    day: date | None = None
    rule_words: str = ""
    """«9 из 12 школ, нужно 10» where not every school is asked for, whatever is shown."""
    is_done: bool = False
    """Whether enough schools are accepted by such a rule."""

    @property
    def key(self) -> int:
        """What the cells of a row are found by."""
        return self.id if self.occurrence is None else self.occurrence

    @property
    def name(self) -> str:
        """«1.2 Карта, 05.06.2026»."""
        said = f"{self.number} {self.title}".strip()
        return said if self.occurrence is None else f"{said}, {self.day_words}"

    @property
    def day_words(self) -> str:
        """«05.06.2026» or «ждёт даты»."""
        return short_date(self.day) if self.day else AWAITS_DATE


@dataclass(slots=True)
class Row:
    """A school with its cells by the keys of their columns."""

    school: School
    cells: dict[int, list[Mark]] = field(default_factory=dict)
    edge: Edge = field(default_factory=Edge)

    def values(self, columns: Collection[Column]) -> list[str | int | None]:
        """The school, the words of its cells, its sums: a row of a workbook."""
        marks = [self.cells.get(column.key) for column in columns]
        words = [cell_of(found)[1] if found else None for found in marks]
        return [self.school.name, *words, *self.edge.values()]


@dataclass(slots=True)
class Matrix:
    """Schools by name, activities in the order of the plan, sums over all."""

    columns: list[Column]
    rows: list[Row]
    edge: Edge
    is_by_dates: bool = False

    @property
    def sentence(self) -> str:
        """«12 школ × 8 мероприятий: принято 40 из 96, 3 просрочено, 2 перенесено»."""
        schools = counted(len(self.rows), "школа", "школы", "школ")
        forms = ("дата", "даты", "дат") if self.is_by_dates else _ACTIVITIES
        activities = counted(len(self.columns), *forms)
        parts = [f"принято {self.edge.accepted} из {self.edge.total}"]
        if self.edge.overdue:
            parts.append(f"{self.edge.overdue} просрочено")
        if self.edge.postponed:
            parts.append(f"{self.edge.postponed} перенесено")
        return f"{schools} × {activities}: {', '.join(parts)}"


def matrix_of(
    assignments: AssignmentQuerySet,
    roadmap: Roadmap,
    today: date,
    *,
    section_ids: Collection[int] | None = None,
    signs: Collection[str] | None = None,
    rules: Mapping[int, RuleAndDates] | None = None,
    by_dates: bool = False,
    stood: Mapping[int, Status] | None = None,
) -> Matrix:
    """Schools and activities that these assignments join; `signs` keeps states of these alone.

    `by_dates` gives each date of an activity a column of its own.

    `rules` are those of all the plan's work, whatever part of it is shown. `stood` are the states
    of a past day, `today`: what is not among them had not been touched by then.
    """
    of_schools = (
        assignments.of_rows_in_plan()
        .filter(occurrence__activity__roadmap=roadmap, school__isnull=False)
        .with_due()
    )
    if section_ids is not None:
        of_schools = of_schools.filter(occurrence__activity__section__in=section_ids)
    column_key = "occurrence_id" if by_dates else "occurrence__activity_id"
    found = of_schools.order_by("due_on", "pk").values_list(
        "pk", "school_id", column_key, "status", "due_on"
    )
    rows: dict[int, Row] = {}
    edges: dict[int, Edge] = {}
    whole = Edge()
    # Thousands of cells share few states and days.
    shown: dict[tuple[str, date | None], Standing] = {}
    schools = School.objects.in_bulk({school for _, school, *_ in found})
    for pk, school_id, key, present, due_on in found:
        status = present if stood is None else stood.get(pk, Status.ASSIGNED).value
        if (status, due_on) not in shown:
            shown[status, due_on] = standing(Status(status), due_on, today)
        mark = mark_of(pk, shown[status, due_on], status)
        if signs is not None and mark.sign not in signs:
            continue
        row = rows.setdefault(school_id, Row(schools[school_id]))
        row.cells.setdefault(key, []).append(mark)
        for edge in (row.edge, edges.setdefault(key, Edge()), whole):
            edge.add(mark)
    columns = _dates(edges, rules or {}) if by_dates else _activities(edges, rules or {})
    ordered = sorted(rows.values(), key=lambda row: natural_key(row.school.name))
    return Matrix(columns, ordered, whole, by_dates)


def _activities(edges: Mapping[int, Edge], rules: Mapping[int, RuleAndDates]) -> list[Column]:
    rows = Activity.objects.filter(pk__in=edges).order_by("position", "pk")
    return [
        _by_rule(Column(pk, number, title, edges[pk]), rules.get(pk))
        for pk, number, title in rows.values_list("pk", "number", "title")
    ]


def _dates(edges: Mapping[int, Edge], rules: Mapping[int, RuleAndDates]) -> list[Column]:
    """Dates of an activity stand together, in their order."""
    rows = Occurrence.objects.filter(pk__in=edges).order_by(
        "activity__position", "activity", F("due_on").asc(nulls_last=True), "pk"
    )
    fields = ("activity", "activity__number", "activity__title", "pk", "due_on")
    return [
        _by_rule(Column(activity, number, title, edges[pk], pk, day), rules.get(activity))
        for activity, number, title, pk, day in rows.values_list(*fields)
    ]


def _by_rule(column: Column, own: RuleAndDates | None) -> Column:
    if own is not None:
        dates = own.dates
        if column.occurrence is not None:
            dates = tuple(own.by_occurrence[pk] for pk in own.by_occurrence if pk == column.key)
        column.rule_words = rule_words(own.rule, dates)
        column.is_done = are_met(own.rule, dates)
    return column


def cell_of(marks: Collection[Mark]) -> tuple[str, str]:
    """The sign of a cell, the most pressing of its dates, and its words."""
    worst = min(marks, key=lambda mark: _URGENCY.index(mark.sign))
    if len(marks) == 1:
        return worst.sign, worst.words
    done = sum(mark.sign == "done" for mark in marks)
    return worst.sign, f"{worst.words}; принято {done} из {len(marks)}"


def chosen_assignments(
    user: Any,
    roadmap: Roadmap,
    schools: Collection[int],
    activities: Collection[int],
    dates: Collection[int] = (),
) -> AssignmentQuerySet:
    """Open work in the chosen rows and columns; no row or no column chosen means all of them.

    Columns are `activities` with all their dates, or single `dates`.
    """
    seen: Any = Assignment.objects.visible_to(user)
    found = seen.filter(occurrence__activity__roadmap=roadmap, school__isnull=False).open()
    if schools:
        found = found.filter(school__in=schools)
    if activities or dates:
        of_activities = Q(occurrence__activity__in=activities)
        found = found.filter(of_activities | Q(occurrence__in=dates))
    return (
        found.with_due()
        .select_related("school", "occurrence__activity__roadmap__municipality")
        .order_by("school__name", "occurrence__activity__position", "due_on", "pk")
    )


def mark_of(pk: int, shown: Standing, status: str) -> Mark:
    """The sign and the words of one assignment: «перенесено» has a sign of its own."""
    words = f"{shown.word}, {shown.detail}" if shown.detail else shown.word
    is_postponed = status == Status.POSTPONED and not shown.is_overdue
    return Mark(pk, POSTPONED if is_postponed else shown.sign, words)
