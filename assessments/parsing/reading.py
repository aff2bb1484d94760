"""What every reader of a table gets: the table, the draft to add to, and what the caller knows."""

from dataclasses import dataclass
from typing import Protocol

from assessments.domain.scales import Scales
from assessments.parsing.columns import Header, HeaderRow
from assessments.parsing.results_draft import ResultsDraft
from core.office.issues import Issue, Severity
from core.office.workbooks import Sheet, address


@dataclass(frozen=True, slots=True)
class Reading:
    """One file being read: its draft, the name it came under and the scales to judge by."""

    draft: ResultsDraft
    file_name: str
    scales: Scales


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
