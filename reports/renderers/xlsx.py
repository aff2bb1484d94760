"""A document as a workbook: the text on the first sheet, then a sheet per table, numbers real."""

from core.office.sheets_out import Sheet, SheetColumn, StyledValue, write_workbook
from core.values import wording
from reports.domain.document import (
    Absent,
    Align,
    Cell,
    Column,
    Document,
    Heading,
    Number,
    NumberedList,
    Paragraph,
    Row,
    RowKind,
    Signature,
    Table,
)

WIDTH_OF_TABLE = 120
NARROWEST = 8
_SIDES = {Align.START: "", Align.CENTRE: "center", Align.END: "right"}


def render(document: Document) -> bytes:
    """The document as the bytes of an .xlsx file; the same document gives the same bytes."""
    sheets = [_text_sheet(document), *(_table_sheet(table) for table in document.tables())]
    return write_workbook(
        sheets, title=document.full_title, author=document.author, day=document.date
    )


def _text_sheet(document: Document) -> Sheet:
    lines: list[list[StyledValue]] = [
        [StyledValue(line)] for line in (*document.corner, *document.organisation)
    ]
    lines.append([StyledValue(document.kind, bold=True)])
    lines.append([StyledValue(document.title, bold=True)])
    number = f", №{wording.NBSP}{document.number}" if document.number else ""
    if document.registered:
        lines.append([StyledValue(f"{wording.short_date(document.date)}{number}")])
    for block in document.blocks:
        match block:
            case Heading():
                lines.append([StyledValue("")])
                lines.append([StyledValue(block.text, bold=True)])
            case Paragraph():
                lines.append([StyledValue(block.text)])
            case NumberedList():
                lines += [[StyledValue(f"{i}. {text}")] for i, text in enumerate(block.items, 1)]
            case Signature():
                lines.append([StyledValue("")])
                lines.append([StyledValue(f"{block.post}  {block.name}".strip())])
    return Sheet("Текст", (), lines)


def _table_sheet(table: Table) -> Sheet:
    total = sum(column.width for column in table.columns)
    columns = [
        SheetColumn(
            column.title, max(NARROWEST, WIDTH_OF_TABLE * column.width / total), column.group
        )
        for column in table.columns
    ]
    rows = [_row(row, table.columns) for row in table.rows]
    return Sheet(
        table.name or table.caption, columns, rows, heading=(table.caption,), notes=table.notes
    )


def _row(row: Row, columns: tuple[Column, ...]) -> list[StyledValue]:
    bold = row.kind is not RowKind.BODY
    if row.kind is RowKind.SECTION:
        return [_value(row.cells[0], Align.START, bold=bold)]
    pairs = zip(row.cells, columns, strict=True)
    return [_value(cell, column.align, bold=bold) for cell, column in pairs]


def _value(cell: Cell, align: Align, *, bold: bool) -> StyledValue:
    side = _SIDES[align]
    match cell:
        case Number():
            return StyledValue(cell.value, number_format(cell), bold, side)
        case Absent():
            return StyledValue(cell.word, bold=bold, side=side)
        case _:
            return StyledValue(cell, bold=bold, side=side)


def number_format(number: Number) -> str:
    """Excel's format that shows the number as paper does, its mark included."""
    places = "0" if number.places == 0 else "0." + "0" * number.places
    mark = f'"{number.mark}"' if number.mark else ""
    if number.signed:
        return f"+{places}{mark};−{places}{mark};{places}{mark}"
    return f"{places}{mark}"
