"""Headers of tables whose columns a person has decided."""

from roadmaps.parsing.columns import Column, Header, SaidBy
from roadmaps.parsing.draft import TableKind
from roadmaps.parsing.grids import Grid
from roadmaps.parsing.guessing import usual_shape
from roadmaps.parsing.guidance import TableDecision
from roadmaps.parsing.headers import Remembered, columns_of, meaning, settled

_ROWS_TELL_ALL = frozenset(
    {
        TableKind.PASSPORT,
        TableKind.STATISTICS,
        TableKind.REQUISITES,
        TableKind.SIGNATURES,
        TableKind.LAYOUT,
        TableKind.IGNORED,
    }
)
_WITH_COLUMNS = frozenset({TableKind.ACTIVITIES, TableKind.CHECKPOINTS, TableKind.MECHANISMS})


def decided_header(
    grid: Grid, index: int, decision: TableDecision, remembered: Remembered
) -> Header | None:
    """The header that a decision puts at the row `index`.

    None for a table without header rows where its kind needs no columns, or where nobody has said
    what they mean: then the kind's own reader finds its way.
    """
    if decision.header is not None:
        bottom = min(index + decision.header[1] - decision.header[0], len(grid) - 1)
        columns = settled(grid, bottom, columns_of(grid, index, bottom, remembered))
    elif _needs_no_columns(decision):
        return None
    else:
        bottom = index - 1
        shape = usual_shape(grid, range(index, len(grid)))
        columns = tuple(Column(first, last, (), None, 0.0) for first, last in shape)
    return Header(index, bottom, tuple(_decided(column, decision) for column in columns))


def _needs_no_columns(decision: TableDecision) -> bool:
    if decision.kind in _ROWS_TELL_ALL:
        return True
    return not decision.columns and decision.kind not in _WITH_COLUMNS


def _decided(column: Column, decision: TableDecision) -> Column:
    """The column as the person says; where that is what its words say, it stays theirs."""
    role = decision.columns.get(column.first + 1)
    if role is None:
        return column
    said = meaning(column, role, 1.0, SaidBy.PERSON)
    return column if (said.role, said.also) == (column.role, column.also) else said
