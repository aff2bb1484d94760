"""A document for people as a value: what it says, not how a format draws it.

Builders make a `Document`, renderers turn it into PDF, Word or Excel. A number keeps its raw
value beside its display format, so that Excel gets real numbers and paper gets Russian text.
Layout facts: DOMAIN.md 6.1 (sections of a справка), 6.4 (ГОСТ Р 7.0.97-2025).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum

from core.values import charts
from core.values.charts import ChartKind as ChartKind
from core.values.charts import Series as Series
from core.values.wording import lower_first


class Orientation(StrEnum):
    """How a sheet of A4 lies."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


class Align(StrEnum):
    """Where the text of a column stands."""

    START = "start"
    CENTRE = "centre"
    END = "end"


class RowKind(StrEnum):
    """What a row of a table is for."""

    BODY = "body"
    SECTION = "section"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Number:
    """An exact value and how people read it.

    `places` are digits after the comma, rounded half up only for display; `signed` writes the
    plus of a change; `mark` is a sign after the number that a note explains, such as «*».
    """

    value: Decimal | int
    places: int = 0
    signed: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Absent:
    """A place where no value stands, with the word that says why. Never zero."""

    word: str


NOTHING = Absent("—")
NO_DATA = Absent("нет данных")

Value = str | Number | date | Absent


@dataclass(frozen=True, slots=True)
class Merged:
    """A value over several columns or rows; every other place of its area holds COVERED."""

    value: Value
    columns: int = 1
    rows: int = 1


class Covered(Enum):
    """A place that a merged cell covers."""

    COVERED = "covered"


COVERED = Covered.COVERED

Cell = Value | Merged | Covered


@dataclass(frozen=True, slots=True)
class Heading:
    """Heading of a section (level 1) or a part of it (level 2)."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class NumberedList:
    """Items numbered from 1: conclusions, recommendations."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `width` is its share of the table, `group` a common header over neighbours."""

    title: str
    width: int = 10
    align: Align = Align.START
    group: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells. A section row may have a single cell, which then spans the table.

    `level` is how deep a section is, from 1 on.
    """

    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.BODY
    level: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    """A cell as a row shows it; `continues` marks the lower part of one merged over rows."""

    column: int
    value: Value
    columns: int = 1
    rows: int = 1
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption («Таблица 1. …») and notes under it; either may be absent.

    `name` is the short name of its sheet in a workbook. Columns without a title make a table
    without a header. Raises ValueError for a row whose cells do not fit the columns, so that a
    builder's slip never reaches a signed document.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    name: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for _ in self.places():
            pass

    @property
    def has_groups(self) -> bool:
        """Whether the header has two rows."""
        return any(column.group for column in self.columns)

    @property
    def has_header(self) -> bool:
        """Whether any column has a title."""
        return any(column.title or column.group for column in self.columns)

    def places(self) -> Iterator[tuple[Row, tuple[Place, ...]]]:
        """Each row with its cells from left to right, merged ones brought together."""
        above: dict[int, tuple[int, int]] = {}
        for row in self.rows:
            places = tuple(self._placed(row, above))
            above = {
                place.column: (place.columns, left)
                for place in places
                if (left := (above[place.column][1] if place.continues else place.rows) - 1)
            }
            yield row, places
        if above:
            raise ValueError(f"{self.caption}: a merged cell goes on below the table")

    def _placed(self, row: Row, above: dict[int, tuple[int, int]]) -> Iterator[Place]:
        width, cells = len(self.columns), row.cells
        if row.kind is RowKind.SECTION and len(cells) == 1:
            cells = (Merged(_alone(cells[0]), width), *(COVERED,) * (width - 1))
        if len(cells) != width:
            raise ValueError(f"{self.caption}: {len(cells)} cells, expected {width}")
        column = 0
        while column < width:
            place = _place(column, cells[column], above)
            covered = cells[column + 1 : column + place.columns]
            fits = len(covered) == place.columns - 1 and set(covered) <= {COVERED}
            goes_on = {at for at in above if column <= at < column + place.columns}
            if not fits or goes_on != ({column} if place.continues else set()):
                raise ValueError(f"{self.caption}: cells overlap in column {column + 1}")
            yield place
            column += place.columns


def _place(column: int, cell: Cell, above: dict[int, tuple[int, int]]) -> Place:
    if isinstance(cell, Covered):
        columns, _ = above.get(column, (0, 0))
        if not columns:
            raise ValueError(f"nothing covers column {column + 1}")
        return Place(column, "", columns, continues=True)
    if isinstance(cell, Merged):
        return Place(column, cell.value, cell.columns, cell.rows)
    return Place(column, cell)


def _alone(cell: Cell) -> Value:
    if isinstance(cell, Merged | Covered):
        raise ValueError("the only cell of a section row spans the table by itself")
    return cell


@dataclass(frozen=True, slots=True)
class Chart(charts.Chart):
    """A chart of a document: it can stand as a table as well."""

    def table(self) -> Table:
        """The same figures as a table, for those who read numbers or cannot see the drawing."""
        columns = [Column("", width=24)]
        if self.counts:
            columns.append(Column(self.counted, 14, Align.END))
        columns += [Column(f"{one.name}, {self.unit}", 14, Align.END) for one in self.series]
        rows = []
        for index, category in enumerate(self.categories):
            cells: list[Cell] = [category]
            if self.counts:
                cells.append(number_or_no_data(self.counts[index]))
            cells += [number_or_no_data(one.values[index], self.places) for one in self.series]
            rows.append(Row(tuple(cells)))
        return Table(self.caption, tuple(columns), tuple(rows), name=self.name)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: post and name; an empty name leaves a line to be filled by hand."""

    post: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """Begins an annex on a new sheet; `corner` says which one and what it belongs to."""

    corner: tuple[str, ...]
    title: str
    orientation: Orientation = Orientation.PORTRAIT


Block = Heading | Paragraph | NumberedList | Table | Chart | Signature | Annex


@dataclass(frozen=True, slots=True)
class Part:
    """A run of blocks on sheets that lie alike; `annex` opens it unless it is the main text."""

    orientation: Orientation
    blocks: tuple[Block, ...]
    annex: Annex | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    `organisation` are the lines of the header from the founder down; `corner` the requisites in
    the upper right corner («Приложение № 1 к приказу …»); `kind` the name of the document in
    capitals; `title` what it is about, beginning with a small letter («по результатам …»). A
    document that is not `registered` bears no date and number: an annex to an order. An annex that
    calls itself by its title has no `kind`. In a workbook the text is a sheet of its own, or, with
    `text_leads_tables`, stands above the table that it leads to.
    """

    organisation: tuple[str, ...]
    kind: str
    title: str
    blocks: tuple[Block, ...]
    date: date
    number: str = ""
    place: str = ""
    corner: tuple[str, ...] = ()
    author: str = ""
    registered: bool = True
    orientation: Orientation = Orientation.PORTRAIT
    text_leads_tables: bool = False

    @property
    def full_title(self) -> str:
        """Kind and title in one line, for file properties."""
        title = lower_first(self.title) if self.kind else self.title
        return " ".join(f"{self.kind.capitalize()} {title}".split())

    def parts(self) -> tuple[Part, ...]:
        """The main text and the annexes, each with its own lie of the sheet."""
        parts: list[Part] = []
        annex: Annex | None = None
        orientation = self.orientation
        gathered: list[Block] = []
        for block in self.blocks:
            if isinstance(block, Annex):
                parts.append(Part(orientation, tuple(gathered), annex))
                annex, orientation, gathered = block, block.orientation, []
            else:
                gathered.append(block)
        parts.append(Part(orientation, tuple(gathered), annex))
        return tuple(parts)

    def tables(self) -> tuple[Table, ...]:
        """Every table in order, the tables of charts included."""
        found = []
        for block in self.blocks:
            if isinstance(block, Table):
                found.append(block)
            elif isinstance(block, Chart):
                found.append(block.table())
        return tuple(found)


def number_or_no_data(
    value: Decimal | int | None, places: int = 0, *, signed: bool = False, mark: str = ""
) -> Number | Absent:
    """A number, or «нет данных» where there is none."""
    return NO_DATA if value is None else Number(value, places, signed, mark)
