"""A plan as its annex to an order shows it: plain values, taken from a roadmap."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from roadmaps.domain.plan_tables import PlanColumn


@dataclass(frozen=True, slots=True)
class PlanSection:
    """A part of the plan; `parent` is the id of the one around it, `kind` what offices call it."""

    id: int
    parent: int | None
    number: str
    title: str
    kind: str

    @property
    def words(self) -> str:
        """Number and title as one line."""
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class PlanActivity:
    """A row of the plan: its texts by field name, and those of columns without a known meaning."""

    section: int | None
    texts: Mapping[str, str]
    extra: tuple[tuple[str, str], ...] = ()

    def text(self, field: str) -> str:
        """The words of a field, as they were approved."""
        return self.texts.get(field, "")


@dataclass(frozen=True, slots=True)
class PlanTable:
    """Rows of one kind (`activity`, `checkpoint`, `mechanism`) in the office's columns.

    Without columns the portal's own are taken.
    """

    kind: str
    caption: str
    columns: tuple[PlanColumn, ...]
    activities: tuple[PlanActivity, ...]


@dataclass(frozen=True, slots=True)
class PlanIndicator:
    """A target indicator; figures are texts with a decimal point, years may be unknown."""

    name: str
    unit: str
    comparator: str
    baseline: tuple[int | None, str] | None
    targets: tuple[tuple[int | None, str], ...]
    relative_to: str | None


@dataclass(frozen=True, slots=True)
class PlanPartner:
    """A school and the school or teacher (`kind`) that supports it."""

    school: str
    partner: str
    kind: str
    scope: str


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """Everything an annex says. `sections` stand in the plan's order, parents before children.

    `school` is the name of the school whose own plan it is; empty for the office's.
    """

    title: str
    first_year: int
    last_year: int
    school_years: bool = False
    is_approved: bool = True
    order_number: str = ""
    order_date: date | None = None
    goal: str = ""
    objectives: tuple[str, ...] = ()
    passport: tuple[tuple[str, str], ...] = ()
    sections: tuple[PlanSection, ...] = ()
    tables: tuple[PlanTable, ...] = ()
    indicators: tuple[PlanIndicator, ...] = ()
    year_tasks: tuple[tuple[str, int, str], ...] = ()
    partners: tuple[PlanPartner, ...] = ()
    school: str = ""
