"""The matrix «школа × мероприятие» of one plan: one query for its cells, whatever its size."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.values.natural_order import natural_key
from core.values.wording import counted
from roadmaps.domain.rollup import are_met, rule_words
from roadmaps.domain.standing import Standing, standing
from roadmaps.domain.work import Status
from roadmaps.models import Activity, Assignment, Roadmap
from roadmaps.queries.rollups import RuleAndDates
from roadmaps.querysets.work import AssignmentQuerySet
from schools.models import School

POSTPONED = "postponed"
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
    """An activity of the plan."""

    id: int
    number: str
    title: str
    edge: Edge = field(default_factory=Edge)
    rule_words: str = ""
    """«9 из 12 школ, нужно 10» where not every school is asked for, whatever is shown."""
    is_done: bool = False
    """Whether enough schools are accepted by such a rule."""


@dataclass(slots=True)
class Row:
    """A school with its cells by activity."""

    school: School
    cells: dict[int, list[Mark]] = field(default_factory=dict)
    edge: Edge = field(default_factory=Edge)

    def values(self, columns: Collection[Column]) -> list[str | int | None]:
        """The school, the words of its cells, its sums: a row of a workbook."""
        marks = [self.cells.get(column.id) for column in columns]
        words = [cell_of(found)[1] if found else None for found in marks]
        return [self.school.name, *words, *self.edge.values()]


@dataclass(slots=True)
class Matrix:
    """Schools by name, activities in the order of the plan, sums over all."""

    columns: list[Column]
    rows: list[Row]
    edge: Edge

    @property
    def sentence(self) -> str:
        """«12 школ × 8 мероприятий: принято 40 из 96, 3 просрочено, 2 перенесено»."""
        schools = counted(len(self.rows), "школа", "школы", "школ")
        activities = counted(len(self.columns), "мероприятие", "мероприятия", "мероприятий")
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
) -> Matrix:
    """Schools and activities that these assignments join; `signs` keeps states of these alone.

    `rules` are those of all the plan's work, whatever part of it is shown.
    """
    of_schools = (
        assignments.of_rows_in_plan()
        .filter(occurrence__activity__roadmap=roadmap, school__isnull=False)
        .with_due()
    )
    if section_ids is not None:
        of_schools = of_schools.filter(occurrence__activity__section__in=section_ids)
    found = of_schools.order_by("due_on", "pk").values_list(
        "pk", "school_id", "occurrence__activity_id", "status", "due_on"
    )
    rows: dict[int, Row] = {}
    edges: dict[int, Edge] = {}
    whole = Edge()
    schools = School.objects.in_bulk({school for _, school, *_ in found})
    for pk, school_id, activity_id, status, due_on in found:
        mark = _mark(pk, standing(Status(status), due_on, today), status)
        if signs is not None and mark.sign not in signs:
            continue
        row = rows.setdefault(school_id, Row(schools[school_id]))
        row.cells.setdefault(activity_id, []).append(mark)
        for edge in (row.edge, edges.setdefault(activity_id, Edge()), whole):
            edge.add(mark)
    activities = Activity.objects.filter(pk__in=edges).order_by("position", "pk")
    columns = [
        _column(pk, number, title, edges[pk], (rules or {}).get(pk))
        for pk, number, title in activities.values_list("pk", "number", "title")
    ]
    ordered = sorted(rows.values(), key=lambda row: natural_key(row.school.name))
    return Matrix(columns, ordered, whole)


def _column(pk: int, number: str, title: str, edge: Edge, own: RuleAndDates | None) -> Column:
    if own is None:
        return Column(pk, number, title, edge)
    words = rule_words(own.rule, own.dates)
    return Column(pk, number, title, edge, words, are_met(own.rule, own.dates))


def cell_of(marks: Collection[Mark]) -> tuple[str, str]:
    """The sign of a cell, the most pressing of its dates, and its words."""
    worst = min(marks, key=lambda mark: _URGENCY.index(mark.sign))
    if len(marks) == 1:
        return worst.sign, worst.words
    done = sum(mark.sign == "done" for mark in marks)
    return worst.sign, f"{worst.words}; принято {done} из {len(marks)}"


def chosen_assignments(
    user: Any, roadmap: Roadmap, schools: Collection[int], activities: Collection[int]
) -> AssignmentQuerySet:
    """Open work in the chosen rows and columns; no row or no column chosen means all of them."""
    seen: Any = Assignment.objects.visible_to(user)
    found = seen.filter(occurrence__activity__roadmap=roadmap, school__isnull=False).open()
    if schools:
        found = found.filter(school__in=schools)
    if activities:
        found = found.filter(occurrence__activity__in=activities)
    return (
        found.with_due()
        .select_related("school", "occurrence__activity__roadmap__municipality")
        .order_by("school__name", "occurrence__activity__position", "due_on", "pk")
    )


def _mark(pk: int, shown: Standing, status: str) -> Mark:
    words = f"{shown.word}, {shown.detail}" if shown.detail else shown.word
    is_postponed = status == Status.POSTPONED and not shown.is_overdue
    return Mark(pk, POSTPONED if is_postponed else shown.sign, words)
