"""What every reader of a table gets: the table, the draft to add to, and what the caller knows."""

from dataclasses import dataclass
from typing import Protocol

from assessments.domain.procedures import Work
from assessments.parsing.columns import Header, HeaderRow
from assessments.parsing.drafts import ResultsDraft
from core.office.issues import Issue, Severity
from core.office.workbooks import Sheet, address


class Thresholds(Protocol):
    """What turns scores into marks and into «ниже минимального»; None where it is not known."""

    def minimum(self, work: Work, academic_year: int) -> int | None:
        """The least test score that passes."""

    def entry_minimum(self, work: Work, academic_year: int) -> int | None:
        """The least test score for entering a university; None where there is no other one."""

    def mark(self, work: Work, academic_year: int, score: int) -> int | None:
        """The mark of a primary score."""


class NoThresholds:
    """Nothing is known of any work."""

    def minimum(self, work: Work, academic_year: int) -> int | None:
        return None

    def entry_minimum(self, work: Work, academic_year: int) -> int | None:
        return None

    def mark(self, work: Work, academic_year: int, score: int) -> int | None:
        return None


@dataclass(frozen=True, slots=True)
class Reading:
    """One file being read: its draft, the name it came under and the thresholds to judge by."""

    draft: ResultsDraft
    file_name: str
    thresholds: Thresholds


@dataclass(frozen=True, slots=True)
class Table:
    """A table found on a sheet: rows from under its header up to `end` (not included)."""

    row: HeaderRow
    header: Header
    end: int

    @property
    def sheet(self) -> Sheet:
        """Where the table stands."""
        return self.row.sheet

    @property
    def rows(self) -> range:
        """The rows under the header."""
        return range(self.header.row + 1, self.end)

    def issue(self, severity: Severity, text: str, row: int | None = None) -> Issue:
        """Something to know about the table or one of its rows."""
        at = self.header.row if row is None else row
        return Issue(severity, text, self.sheet.name, address(at, 0))


class Reader(Protocol):
    """A kind of table. Modules of this package are readers."""

    KIND: str

    def header_of(self, row: HeaderRow) -> Header | None:
        """The columns of the table that `row` heads; None where it heads no such table."""

    def read(self, table: Table, reading: Reading) -> None:
        """Adds what the table holds, and all issues, to the draft."""
