"""What people said about columns: remembered by their headings, or decided in one document."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from roadmaps.parsing.draft import TableKind
from roadmaps.parsing.grids import Grid
from roadmaps.parsing.vocabulary import Role


@dataclass(frozen=True, slots=True)
class TableDecision:
    """How a person reads one table of a document, or the part of it that begins at `row`.

    `header` are the numbers of the first and the last header row, None where the table has none;
    `columns` give the meaning by a column's first place in the grid, counted from 1.
    """

    table: int
    row: int
    kind: TableKind
    header: tuple[int, int] | None
    columns: Mapping[int, Role]

    @property
    def begins(self) -> int:
        """The number of the row that the decision takes effect at."""
        return self.header[0] if self.header else self.row


@dataclass(frozen=True, slots=True)
class Guidance:
    """Remembered meanings by `wording.heading_key`, and decisions about this document's tables."""

    headings: Mapping[str, Role] = field(default_factory=dict)
    tables: tuple[TableDecision, ...] = ()

    def decisions(self, grid: Grid) -> dict[int, TableDecision]:
        """The decisions about one table by the index of the row that they take effect at."""
        rows = {grid.row(index).number: index for index in reversed(range(len(grid)))}
        return {
            rows[decision.begins]: decision
            for decision in self.tables
            if decision.table == grid.table.number and decision.begins in rows
        }


NO_GUIDANCE = Guidance()


def decision_as_json(decision: TableDecision) -> dict[str, Any]:
    """Plain data that `decision_from_json` reads back."""
    return {
        "table": decision.table,
        "row": decision.row,
        "kind": decision.kind.value,
        "header": list(decision.header) if decision.header else None,
        "columns": {str(column): role.value for column, role in decision.columns.items()},
    }


def decision_from_json(data: Mapping[str, Any]) -> TableDecision:
    """The decision that `decision_as_json` wrote."""
    header = data["header"]
    return TableDecision(
        table=data["table"],
        row=data["row"],
        kind=TableKind(data["kind"]),
        header=(header[0], header[1]) if header else None,
        columns={int(column): Role(role) for column, role in data["columns"].items()},
    )
