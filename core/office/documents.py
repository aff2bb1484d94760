"""A read document, whatever its format: paragraphs and tables in reading order.

Values only. Positions inside a table are those of its grid, counted from 0; a row also carries the
number that people see (of a sheet: the sheet's own row number).
"""

from dataclasses import dataclass

MAX_COLUMNS = 200
MAX_ROWS = 20_000
MAX_GRID_CELLS = 400_000
MAX_BLOCKS = 100_000
# Characters of one paragraph or cell, and of a whole document: about 40 and 1,000 pages.
MAX_TEXT_CHARACTERS = 100_000
MAX_CHARACTERS = 3_000_000


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; line breaks inside it are \\n.

    `level` is the heading level from 1 on, 0 for plain text. `marker` is what automatic numbering
    shows before the text («1.2.», «–»); it is not repeated in `text`.
    """

    text: str
    level: int = 0
    style: str = ""
    marker: str = ""
    bold: bool = False
    centred: bool = False
    page: int | None = None

    @property
    def full_text(self) -> str:
        """The text as a reader sees it, with its automatic number."""
        return f"{self.marker} {self.text}" if self.marker else self.text


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell where it begins; paragraphs of its text are separated by \\n.

    `continues` marks the lower part of a vertically merged cell: it has no text of its own. `fill`
    names the colour of a filled cell in the words of its format, «» for none and for white.
    """

    text: str
    column: int
    column_span: int = 1
    row_span: int = 1
    continues: bool = False
    bold: bool = False
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `number` counts from 1 as people count, `page` is known for PDF only."""

    number: int
    cells: tuple[Cell, ...]
    header: bool = False
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `number` counts the document's tables from 1.

    `widths` are the widths of the grid's columns in any unit, empty where unknown.
    """

    number: int
    rows: tuple[Row, ...]
    width: int
    widths: tuple[int, ...] = ()
    sheet: str = ""

    @property
    def text(self) -> str:
        """The words of all cells, a row a line."""
        rows = (" ".join(cell.text for cell in row.cells if cell.text) for row in self.rows)
        return "\n".join(row for row in rows if row)


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A document's blocks in reading order.

    `notes` are sentences for people about what the file holds and the blocks do not (hidden rows);
    `footnotes` are the texts of footnotes and endnotes, which no block holds.
    """

    kind: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    footnotes: tuple[str, ...] = ()

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def grid_size(self) -> int:
        """How many places the grids of all tables have together."""
        return sum(len(table.rows) * table.width for table in self.tables)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))
