"""The columns of a table and what each was understood to hold."""

from dataclasses import dataclass
from enum import StrEnum

from roadmaps.parsing.calendars import CalendarSpan
from roadmaps.parsing.vocabulary import Role, any_year, year_of
from roadmaps.parsing.wording import heading_key


class SaidBy(StrEnum):
    """Who gave a column its meaning: its own words, an earlier decision, a person just now."""

    WORDS = ""
    MEMORY = "memory"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the header's lowest row.

    `path` are the headings above each other, the column's own last; `also` is a second meaning of
    one column («Сроки, ответственные») that no other column has; `span` is the time that a column
    of a calendar stands for.
    """

    first: int
    last: int
    path: tuple[str, ...]
    role: Role | None
    confidence: float
    also: Role | None = None
    said_by: SaidBy = SaidBy.WORDS
    span: CalendarSpan | None = None

    @property
    def heading(self) -> str:
        return self.path[-1] if self.path else ""

    @property
    def full_heading(self) -> str:
        return " / ".join(self.path)

    @property
    def year(self) -> int | None:
        """The year the column stands for, or of its baseline."""
        year = year_of(self.heading)
        return any_year(self.full_heading) if year is None else year


@dataclass(frozen=True, slots=True)
class Header:
    """The header rows `top` to `bottom` (indexes, both included) and their columns.

    `counts_by_ones` says that a calendar's cells hold «1» where others hold a cross.
    """

    top: int
    bottom: int
    columns: tuple[Column, ...]
    counts_by_ones: bool = False

    def having(self, *roles: Role) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.role in roles)

    def has(self, *roles: Role) -> bool:
        return any(column.role in roles for column in self.columns)

    @property
    def is_plan(self) -> bool:
        """Whether these are columns of a table of activities."""
        return self.has(Role.TITLE) and self.has(
            Role.DEADLINE, Role.MONTH, Role.RESPONSIBLE, Role.DELIVERABLE, Role.OUTCOME
        )

    @property
    def key(self) -> tuple[str, ...]:
        """What makes a repeated header the same."""
        return tuple(heading_key(column.full_heading) for column in self.columns)
