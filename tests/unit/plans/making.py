"""One fictional plan in every format, and small Word documents made cell by cell."""

import html
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

import docx
import openpyxl
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from core.office.documents import Cell, Document, Paragraph, Row, Table

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True)
class Wide:
    """A row of one cell over the whole width."""

    text: str


Rows = Sequence[Sequence[str] | Wide]

LINES = (
    "План мероприятий (дорожная карта)",
    "по поддержке школ с низкими образовательными результатами",
    "Заречного муниципального округа на 2024–2026 годы",
)
HEADER = ("№ п/п", "Мероприятие", "Срок исполнения", "Ответственный", "Результат")
ROWS: Rows = (
    HEADER,
    Wide("1. Аналитическая работа"),
    ("1.1", "Анализ результатов процедур", "Июнь, ежегодно", "Центр развития", "Справка"),
    ("1.2", "Выявление школ риска", "до 15.09.2024", "Муниципальный координатор", "Перечень"),
    Wide("2. Работа с кадрами"),
    (
        "2.1",
        "Диагностика затруднений педагогов и составление личных маршрутов",
        "октябрь – ноябрь 2024",
        "Руководители ОО",
        "Маршруты",
    ),
    ("2.2", "Семинары для заместителей", "ежеквартально", "Лесной В.П.", "Программы семинаров"),
    ("2.3", "Открытые уроки", "", "Руководители ОО", "Отчёт"),
)


def word(rows: Rows, lines: Sequence[str] = LINES, after: Sequence[str] = ()) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    add_table(document, rows)
    for line in after:
        document.add_paragraph(line)
    return saved(document)


def add_table(document, rows: Rows):
    width = max(len(row) for row in rows if not isinstance(row, Wide))
    table = document.add_table(rows=0, cols=width, style="Table Grid")
    for row in rows:
        cells = table.add_row().cells
        if isinstance(row, Wide):
            cells[0].merge(cells[-1]).text = row.text
        else:
            for cell, text in zip(cells, row, strict=False):
                cell.text = text
    return table


def saved(document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def workbook(rows: Rows, lines: Sequence[str] = LINES) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for line in lines:
        sheet.append([line])
    for row in rows:
        if isinstance(row, Wide):
            sheet.append([row.text])
            sheet.merge_cells(
                start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=5
            )
        else:
            sheet.append(list(row))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def plain(rows: Rows, lines: Sequence[str] = LINES, encoding: str = "utf-8") -> bytes:
    texts = [*lines, ""]
    texts += [row.text if isinstance(row, Wide) else "\t".join(row) for row in rows]
    return "\r\n".join(texts).encode(encoding)


def opendocument(rows: Rows, lines: Sequence[str] = LINES) -> bytes:
    body = "".join(f"<text:p>{escape(line)}</text:p>" for line in lines)
    body += "<table:table>" + "".join(map(_odt_row, rows)) + "</table:table>"
    return odt(body)


def _odt_row(row: Sequence[str] | Wide) -> str:
    if isinstance(row, Wide):
        cells = '<table:table-cell table:number-columns-spanned="5">'
        cells += f"<text:p>{escape(row.text)}</text:p></table:table-cell>"
        cells += '<table:covered-table-cell table:number-columns-repeated="4"/>'
    else:
        cells = "".join(
            f"<table:table-cell><text:p>{escape(text)}</text:p></table:table-cell>" for text in row
        )
    return f"<table:table-row>{cells}</table:table-row>"


def odt(body: str, styles: str = "") -> bytes:
    names = {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    }
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in names.items())
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {declared}>'
        f"{styles}<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return archive(
        {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()}
    )


def archive(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return target.getvalue()


_STYLE = """
body { font: 12pt 'Liberation Serif' }
p { text-align: center; margin: 0 }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
td, th { border: 1px solid black; padding: 4px; vertical-align: top; text-align: left }
"""


def pdf(rows: Rows, lines: Sequence[str] = LINES, height_mm: int = 120) -> bytes:
    """Pages are low on purpose: the table has to go over several."""
    import weasyprint

    head, *body = rows
    cells = "".join(f"<th>{html.escape(text)}</th>" for text in head)
    text = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    text += f"<table><thead><tr>{cells}</tr></thead><tbody>"
    text += "".join(map(_html_row, body)) + "</tbody></table>"
    style = f"@page {{ size: 297mm {height_mm}mm; margin: 15mm }}" + _STYLE
    return weasyprint.HTML(string=f"<style>{style}</style>{text}").write_pdf()


def _html_row(row: Sequence[str] | Wide) -> str:
    if isinstance(row, Wide):
        return f'<tr><td colspan="5">{html.escape(row.text)}</td></tr>'
    return "<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in row) + "</tr>"


def word_xml(body: str, **parts: bytes) -> bytes:
    """A Word document from the XML of its body."""
    document = f'<w:document xmlns:w="{W_NS}"><w:body>{body}</w:body></w:document>'
    named = {f"word/{name}.xml": content for name, content in parts.items()}
    return archive(
        {"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode(), **named}
    )


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def table(*rows_of_cells: str) -> str:
    return f"<w:tbl>{''.join(rows_of_cells)}</w:tbl>"


def merge_down(table_, column: int, first: int, last: int) -> None:
    """Merge cells of a python-docx table vertically, keeping the first one's text."""
    for index in range(first, last + 1):
        properties = table_.cell(index, column)._tc.get_or_add_tcPr()
        mark = OxmlElement("w:vMerge")
        if index == first:
            mark.set(qn("w:val"), "restart")
        properties.append(mark)


@dataclass(frozen=True)
class Over:
    """A cell over several columns or rows."""

    text: str
    columns: int = 1
    rows: int = 1


def document_of(*blocks: str | Paragraph | Sequence[Sequence[str | Over]]) -> Document:
    """A read document of paragraphs and tables, without the way through a file."""
    found: list[Paragraph | Table] = []
    number = 0
    for block in blocks:
        if isinstance(block, str | Paragraph):
            found.append(Paragraph(block) if isinstance(block, str) else block)
        else:
            number += 1
            found.append(_read_table(block, number))
    return Document("docx", tuple(found))


def _read_table(rows: Sequence[Sequence[str | Over]], number: int) -> Table:
    open_cells: dict[int, tuple[Over, int]] = {}
    read: list[Row] = []
    for index, row in enumerate(rows, 1):
        cells: list[Cell] = []
        column = 0
        waiting = [cell if isinstance(cell, Over) else Over(cell) for cell in row]
        while waiting or column in open_cells:
            if column in open_cells:
                over, left = open_cells.pop(column)
                cells.append(Cell("", column, over.columns, continues=True))
                if left > 1:
                    open_cells[column] = (over, left - 1)
                column += over.columns
                continue
            over = waiting.pop(0)
            cells.append(Cell(over.text, column, over.columns, over.rows))
            column += over.columns
        for cell in cells:
            if cell.row_span > 1:
                over = Over(cell.text, cell.column_span, cell.row_span)
                open_cells[cell.column] = (over, cell.row_span - 1)
        read.append(Row(index, tuple(cells)))
    width = max(cell.column + cell.column_span for row in read for cell in row.cells)
    return Table(number, tuple(read), width)
