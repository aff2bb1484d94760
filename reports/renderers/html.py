"""A document as HTML: the source of the PDF and of the preview on a page.

The tree is built element by element, so no text of a school or a plan can become markup.
"""

import base64
from itertools import zip_longest
from xml.etree import ElementTree as ET

from core.office import charts
from core.values import wording
from reports.domain.display import cell_text, clean, typeset
from reports.domain.document import (
    Absent,
    Align,
    Annex,
    Block,
    Chart,
    Column,
    Document,
    Heading,
    Number,
    NumberedList,
    Orientation,
    Paragraph,
    Part,
    Row,
    RowKind,
    Signature,
    Table,
)
from reports.renderers.line_counts import (
    LONG_ROW,
    LineCounts,
    Piece,
    line_counts,
    pieces,
    text_size,
    unbroken_blocks,
)

BLANK_NUMBER = "№ ________"
SHORT_TABLE = 6
SHORT_TEXT = 80
_DENSITIES = {12: "roomy", 11: "usual", 10: "dense"}
BLANK_SIGNATURE = "______________"


def page(document: Document, style: str) -> str:
    """A whole HTML page with the given style sheet."""
    root = ET.Element("html", {"lang": "ru"})
    head = ET.SubElement(root, "head")
    ET.SubElement(head, "meta", {"charset": "utf-8"})
    _sub(head, "title", document.full_title)
    if document.author:
        ET.SubElement(head, "meta", {"name": "author", "content": clean(document.author)})
    ET.SubElement(head, "style").text = style
    body_element = ET.SubElement(root, "body")
    for element in body(document):
        body_element.append(element)
    return "<!DOCTYPE html>\n" + ET.tostring(root, encoding="unicode", method="html")


def body(document: Document) -> list[ET.Element]:
    """The parts of the document as sections; the first carries the requisites."""
    sections = []
    for part in document.parts():
        section = ET.Element("section", {"class": f"part {part.orientation}"})
        if part.annex is None:
            _requisites(section, document)
        else:
            _annex(section, part.annex)
        _blocks(section, part)
        sections.append(section)
    return sections


def _requisites(parent: ET.Element, document: Document) -> None:
    _corner(parent, document.corner)
    header = ET.SubElement(parent, "header")
    for line in document.organisation:
        _sub(header, "p", line, "organisation")
    if document.kind:
        _sub(header, "h1", document.kind, "kind")
    if document.registered:
        registration = ET.SubElement(header, "div", {"class": "registration"})
        _sub(registration, "span", wording.short_date(document.date))
        number = f"№{wording.NBSP}{document.number}" if document.number else BLANK_NUMBER
        _sub(registration, "span", number, "number")
    if document.place:
        _sub(header, "p", document.place, "place")
    _sub(header, "p" if document.kind else "h1", document.title, "title")


def _corner(parent: ET.Element, lines: tuple[str, ...]) -> None:
    if lines:
        corner = ET.SubElement(parent, "div", {"class": "corner"})
        for line in lines:
            _sub(corner, "p", line)


def _annex(parent: ET.Element, annex: Annex) -> None:
    _corner(parent, annex.corner)
    _sub(parent, "h2", annex.title, "annex")


def _blocks(parent: ET.Element, part: Part) -> None:
    for block, following in zip_longest(part.blocks, part.blocks[1:]):
        if isinstance(block, Paragraph) and isinstance(following, NumberedList):
            _sub(parent, "p", block.text, "text lead-in")
        else:
            _block(parent, block, part.orientation)


def _block(parent: ET.Element, block: Block, orientation: Orientation) -> None:
    match block:
        case Heading():
            _sub(parent, "h2" if block.level == 1 else "h3", block.text)
        case Paragraph():
            _sub(parent, "p", block.text, "text")
        case NumberedList():
            items = ET.SubElement(parent, "ol")
            for item in block.items:
                _sub(items, "li", item)
        case Table():
            if block.caption:
                _sub(parent, "p", block.caption, "caption")
            _table(parent, block, orientation)
        case Chart():
            _chart(parent, block, orientation)
        case Signature():
            _signature(parent, block)
        case Annex():
            raise ValueError("An annex begins a part and is no block of one.")


def _chart(parent: ET.Element, chart: Chart, orientation: Orientation) -> None:
    figure = ET.SubElement(parent, "figure")
    drawing = ET.tostring(charts.svg(chart), encoding="utf-8")
    source = f"data:image/svg+xml;base64,{base64.b64encode(drawing).decode('ascii')}"
    ET.SubElement(figure, "img", {"src": source, "alt": charts.described(chart)})
    _sub(figure, "figcaption", chart.caption)
    _table(parent, chart.table(), orientation)


def _signature(parent: ET.Element, signature: Signature) -> None:
    block = ET.SubElement(parent, "div", {"class": "signature"})
    _sub(block, "span", signature.post, "post")
    _sub(block, "span", BLANK_SIGNATURE, "line")
    _sub(block, "span", signature.name or BLANK_SIGNATURE, "name")


def _table(parent: ET.Element, table: Table, orientation: Orientation) -> None:
    names = f"{_density(table)} short" if is_short(table) else _density(table)
    element = ET.SubElement(parent, "table", {"class": names})
    total = sum(column.width for column in table.columns)
    widths = ET.SubElement(element, "colgroup")
    for column in table.columns:
        ET.SubElement(widths, "col", {"style": f"width: {100 * column.width / total:.3f}%"})
    if table.has_header:
        _head(ET.SubElement(element, "thead"), table)
    _body(element, table, line_counts(table, orientation))
    for note in table.notes:
        _sub(parent, "p", note, "note")


def _body(element: ET.Element, table: Table, counts: LineCounts) -> None:
    """The rows; those of a block are kept with the next one."""
    blocks = unbroken_blocks(table, counts)
    kept = {index for block in blocks for index in block[:-1]}
    rows = ET.SubElement(element, "tbody")
    for index, (row, cells) in enumerate(zip(table.rows, pieces(table, blocks), strict=True)):
        names = _row_names(row, is_long=counts.rows[index] >= LONG_ROW, is_kept=index in kept)
        line = ET.SubElement(rows, "tr", {"class": " ".join(names)} if names else {})
        for piece in cells:
            _cell(line, row, table.columns[piece.place.column], piece)


def _head(head: ET.Element, table: Table) -> None:
    top = ET.SubElement(head, "tr")
    if not table.has_groups:
        for column in table.columns:
            _sub(top, "th", column.title).set("scope", "col")
        return
    bottom = ET.SubElement(head, "tr")
    for group, columns in column_groups(table.columns):
        if group:
            cell = _sub(top, "th", group)
            cell.set("colspan", str(len(columns)))
            cell.set("scope", "colgroup")
            for column in columns:
                _sub(bottom, "th", column.title).set("scope", "col")
        else:
            for column in columns:
                cell = _sub(top, "th", column.title)
                cell.set("rowspan", "2")
                cell.set("scope", "col")


def column_groups(columns: tuple[Column, ...]) -> list[tuple[str, list[Column]]]:
    """Neighbouring columns under one header group; an empty group stands for itself."""
    groups: list[tuple[str, list[Column]]] = []
    for column in columns:
        if groups and groups[-1][0] == column.group:
            groups[-1][1].append(column)
        else:
            groups.append((column.group, [column]))
    return groups


def _row_names(row: Row, *, is_long: bool, is_kept: bool) -> list[str]:
    names = [] if row.kind is RowKind.BODY else [str(row.kind)]
    names += ["inner"] if row.level > 1 else []
    names += ["long"] if is_long else []
    return [*names, "kept"] if is_kept and row.kind is not RowKind.SECTION else names


def _cell(line: ET.Element, row: Row, column: Column, piece: Piece) -> None:
    place, is_title = piece.place, row.kind is RowKind.SECTION
    names = [] if column.align is Align.START or is_title else [str(column.align)]
    if isinstance(place.value, Number):
        names.append("number")
    if isinstance(place.value, Absent):
        names.append("absent")
    names += [] if piece.begins else ["from-above"]
    names += [] if piece.ends else ["goes-on"]
    attributes = {"class": " ".join(names)} if names else {}
    if place.columns > 1:
        attributes["colspan"] = str(place.columns)
    if piece.rows > 1:
        attributes["rowspan"] = str(piece.rows)
    if is_title:
        attributes["scope"] = "colgroup"
    element = ET.SubElement(line, "th" if is_title else "td", attributes)
    if piece.begins:
        _lines(element, cell_text(place.value))


def _lines(cell: ET.Element, text: str) -> None:
    """The lines of a cell; each of several is a paragraph, which a narrow column cannot show."""
    first, *more = text.split("\n")
    if not more:
        cell.text = first
        return
    for line in (first, *more):
        ET.SubElement(cell, "p").text = line


def is_short(table: Table) -> bool:
    """Whether the table is small enough to stand whole on one page."""
    texts = (cell for row in table.rows for cell in row.cells if isinstance(cell, str))
    return len(table.rows) <= SHORT_TABLE and all(len(text) <= SHORT_TEXT for text in texts)


def _density(table: Table) -> str:
    return _DENSITIES[text_size(len(table.columns))]


def _sub(parent: ET.Element, tag: str, text: str, name: str = "") -> ET.Element:
    element = ET.SubElement(parent, tag, {"class": name} if name else {})
    element.text = typeset(text)
    return element
