"""How long a plan may be, told before its rows are read.

A file that is no plan, such as a register of pupils, would keep the server busy for minutes.
"""

from collections.abc import Iterable
from dataclasses import replace

from core.office.documents import Table
from core.office.errors import UnreadableFileError
from core.values.wording import counted
from roadmaps.parsing.grids import Grid
from roadmaps.parsing.headers import find_header
from roadmaps.parsing.segments import is_column_numbers

MOST_ROWS = 2_000
"""Rows of all tables together, or items of a list; real plans have up to about 250."""
_HEAD_ROWS = 20
_LONG_TABLES = (
    "В таблицах документа {}, это больше, чем бывает в плане. Возможно, выбрано лишнее; "
    "большой план разделите на части и загрузите их по очереди."
)
_LONG_LIST = (
    f"В списке документа больше {MOST_ROWS} пунктов: столько в плане не бывает. Возможно, выбрано "
    "лишнее; большой план разделите на части и загрузите их по очереди."
)


def refuse_long_tables(tables: Iterable[Table]) -> None:
    """Raises UnreadableFileError where the tables have more rows than a plan, headers aside."""
    long = list(tables)
    if sum(len(table.rows) for table in long) <= MOST_ROWS:
        return
    rows = sum(len(table.rows) - _rows_of_head(table) for table in long)
    if rows > MOST_ROWS:
        raise UnreadableFileError(_LONG_TABLES.format(counted(rows, "строка", "строки", "строк")))


def refuse_long_list(items: int) -> None:
    """Raises UnreadableFileError where a list has more items than a plan."""
    if items > MOST_ROWS:
        raise UnreadableFileError(_LONG_LIST)


def _rows_of_head(table: Table) -> int:
    """How many rows stand above the first row of the plan: title, header, numbers of columns."""
    grid = Grid(replace(table, rows=table.rows[:_HEAD_ROWS]))
    header = find_header(grid) if grid.width else None
    if header is None:
        return 0
    below = header.bottom + 1
    return below + (below < len(grid) and is_column_numbers(grid, below))
