"""A document as a workbook: numbers real, a sheet per table.

The text is the first sheet, or stands above the tables that it leads to.
"""

from collections.abc import Iterator

from core.office.sheets_out import (
    LINE_HEIGHT,
    Sheet,
    SheetColumn,
    SheetLine,
    StyledValue,
    text_height,
    write_workbook,
)
from core.office.sheets_out import Value as SheetValue
from core.values import wording
from reports.domain.display import cell_text, typeset
from reports.domain.document import (
    Absent,
    Align,
    Annex,
    Block,
    Chart,
    Document,
    Heading,
    Number,
    NumberedList,
    Orientation,
    Paragraph,
    Place,
    Row,
    RowKind,
    Signature,
    Table,
)

WIDTH_OF_TABLE = 120
NARROWEST = 8
_SIDES = {Align.START: "", Align.CENTRE: "center", Align.END: "right"}
_BLANK = SheetLine("")


def render(document: Document) -> bytes:
    """The document as the bytes of an .xlsx file; the same document gives the same bytes."""
    sheets = _led_sheets(document) if document.text_leads_tables else _sheets(document)
    return write_workbook(
        list(sheets), title=document.full_title, author=document.author, day=document.date
    )


def _sheets(document: Document) -> Iterator[Sheet]:
    """The text on a sheet of its own, then the tables."""
    lines = [*_requisites(document), *(line for one in document.blocks for line in _lines(one))]
    yield Sheet("Текст", (), [[StyledValue(line.text, bold=line.bold)] for line in lines])
    for table in document.tables():
        yield _table_sheet(table, [table.caption])


def _led_sheets(document: Document) -> Iterator[Sheet]:
    """A sheet for each table with the text that leads to it."""
    landscape = document.orientation is Orientation.LANDSCAPE
    lines = [*_requisites(document), _BLANK]
    for block in document.blocks:
        if isinstance(block, Table | Chart):
            table = block.table() if isinstance(block, Chart) else block
            if table.caption:
                lines += [_BLANK, SheetLine(table.caption, bold=True)]
            yield _table_sheet(table, lines, landscape=landscape)
            lines = []
        else:
            lines += _lines(block)
    if lines:
        yield Sheet("Текст", (), [[StyledValue(line.text, bold=line.bold)] for line in lines])


def _requisites(document: Document) -> Iterator[SheetLine]:
    yield from (SheetLine(typeset(line), corner=True) for line in document.corner)
    yield from (SheetLine(typeset(line), side="center") for line in document.organisation)
    if document.kind:
        yield SheetLine(document.kind, bold=True, side="center")
    elif document.corner:
        yield _BLANK
    yield SheetLine(typeset(document.title), bold=True, side="center")
    if document.registered:
        number = f", №{wording.NBSP}{document.number}" if document.number else ""
        yield SheetLine(f"{wording.short_date(document.date)}{number}")


def _lines(block: Block) -> Iterator[SheetLine]:
    match block:
        case Heading():
            yield from (_BLANK, SheetLine(typeset(block.text), bold=True))
        case Paragraph():
            yield SheetLine(typeset(block.text))
        case NumberedList():
            yield from (SheetLine(typeset(f"{i}. {t}")) for i, t in enumerate(block.items, 1))
        case Signature():
            yield from (_BLANK, SheetLine(f"{block.post}  {block.name}".strip()))
        case Annex() | Table() | Chart():
            return


def _table_sheet(
    table: Table, heading: list[str] | list[SheetLine], *, landscape: bool = False
) -> Sheet:
    total = sum(column.width for column in table.columns)
    columns = [
        SheetColumn(
            column.title, max(NARROWEST, WIDTH_OF_TABLE * column.width / total), column.group
        )
        for column in table.columns
    ]
    placed = list(table.places())
    return Sheet(
        table.name or table.caption,
        columns,
        [_row(row, places, table) for row, places in placed],
        heading=heading,
        notes=table.notes,
        heights=_heights([places for _, places in placed], [column.width for column in columns]),
        landscape=landscape,
    )


def _row(row: Row, places: tuple[Place, ...], table: Table) -> list[StyledValue | None]:
    cells: list[StyledValue | None] = [None] * len(table.columns)
    for place in places:
        if not place.continues:
            is_title = row.kind is RowKind.SECTION
            align = Align.START if is_title else table.columns[place.column].align
            cells[place.column] = _value(place, row, _SIDES[align])
    return cells


def _value(place: Place, row: Row, side: str) -> StyledValue:
    content: SheetValue
    value, shown = place.value, ""
    match value:
        case Number():
            content, shown = value.value, number_format(value)
        case Absent():
            content = value.word
        case str():
            content = typeset(value)
        case _:
            content = value
    return StyledValue(
        content,
        shown,
        bold=row.kind is not RowKind.BODY and row.level == 1,
        side=side,
        italic=row.level > 1,
        columns=place.columns,
        rows=place.rows,
    )


def _heights(rows: list[tuple[Place, ...]], widths: list[float]) -> list[float]:
    """Heights that show all words: programs fit rows on the screen, not all of them in print.

    Rows under a cell that is merged over them share what its words need more.
    """
    needed: list[float] = [LINE_HEIGHT] * len(rows)
    deep: list[tuple[int, int, float]] = []
    for index, places in enumerate(rows):
        for place in places:
            width = sum(widths[place.column : place.column + place.columns])
            height = text_height(cell_text(place.value), width)
            if place.rows > 1:
                deep.append((index, place.rows, height))
            else:
                needed[index] = max(needed[index], height)
    for first, count, height in deep:
        missing = height - sum(needed[first : first + count])
        for index in range(first, first + count):
            needed[index] += max(missing, 0) / count
    return needed


def number_format(number: Number) -> str:
    """Excel's format that shows the number as paper does, its mark included."""
    places = "0" if number.places == 0 else "0." + "0" * number.places
    mark = f'"{number.mark}"' if number.mark else ""
    if number.signed:
        return f"+{places}{mark};−{places}{mark};{places}{mark}"
    return f"{places}{mark}"
