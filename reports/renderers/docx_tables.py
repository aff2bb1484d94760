"""Tables of a Word document, written straight into its XML: row by row, in linear time."""

import pyphen
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length
from lxml.etree import _Element as Element

from reports.domain.display import cell_text, typeset
from reports.domain.document import Absent, Align, Orientation, Place, Row, RowKind, Table
from reports.renderers.docx_layout import TABLE_TEXT, TEXT_WIDTH
from reports.renderers.html import column_groups, is_short
from reports.renderers.line_counts import LONG_ROW, line_counts, text_size

SOFT_HYPHEN = "\u00ad"
_HYPHENS = pyphen.Pyphen(lang="ru_RU", left=3, right=3)
_JUSTIFICATION = {Align.START: "left", Align.CENTRE: "center", Align.END: "right"}


def table_element(table: Table, orientation: Orientation, style_ids: dict[str, str]) -> Element:
    """The `w:tbl` of `table` over a sheet that lies so; `style_ids` maps style names to ids."""
    return _Writer(table, orientation, style_ids).element()


def hyphenated(text: str) -> str:
    """`text` with soft hyphens, for narrow headers where programs do not hyphenate alone."""
    return " ".join(_HYPHENS.inserted(word, SOFT_HYPHEN) for word in text.split(" "))


def signature_element(cells: tuple[str, str, str], width: Length, style_id: str) -> Element:
    """Post, line and name side by side, all three standing on the last line of the post."""
    root = OxmlElement("w:tbl")
    properties = _sub(root, "w:tblPr")
    _sub(properties, "w:tblW", w=str(round(width.twips)), type="dxa")
    _sub(properties, "w:tblLayout", type="fixed")
    grid = _sub(root, "w:tblGrid")
    row = _sub(root, "w:tr")
    _sub(_sub(row, "w:trPr"), "w:cantSplit")
    for text, share, side in zip(cells, (45, 27, 28), ("left", "center", "right"), strict=True):
        part = round(width.twips * share / 100)
        _sub(grid, "w:gridCol", w=str(part))
        cell = _cell(part, side="bottom")
        paragraph = _sub(cell, "w:p")
        layout = _sub(paragraph, "w:pPr")
        _sub(layout, "w:pStyle", val=style_id)
        _sub(layout, "w:jc", val=side)
        content = _sub(_sub(paragraph, "w:r"), "w:t")
        content.set(qn("xml:space"), "preserve")
        content.text = text
        row.append(cell)
    return root


class _Writer:
    def __init__(self, table: Table, orientation: Orientation, style_ids: dict[str, str]) -> None:
        self.table = table
        self.size = text_size(len(table.columns))
        self.lines = line_counts(table, orientation).rows
        self.style = style_ids[TABLE_TEXT[self.size]]
        width = TEXT_WIDTH[orientation]
        total = sum(column.width for column in table.columns)
        self.widths = [round(width.twips * column.width / total) for column in table.columns]
        self.short = is_short(table)

    def element(self) -> Element:
        root = OxmlElement("w:tbl")
        root.append(self._properties())
        grid = _sub(root, "w:tblGrid")
        for width in self.widths:
            _sub(grid, "w:gridCol", w=str(width))
        if self.table.has_header:
            self._head(root)
        for index, (row, places) in enumerate(self.table.places()):
            whole, keep = self.lines[index] < LONG_ROW, self._stays_with_next(index)
            root.append(self._row(row, places, whole=whole, keep=keep))
        return root

    def _properties(self) -> Element:
        properties = OxmlElement("w:tblPr")
        _sub(properties, "w:tblStyle", val="TableGrid")
        _sub(properties, "w:tblW", w=str(sum(self.widths)), type="dxa")
        _sub(properties, "w:tblLayout", type="fixed")
        margins = _sub(properties, "w:tblCellMar")
        for side in ("left", "right"):
            _sub(margins, f"w:{side}", w="68", type="dxa")
        if self.table.caption:
            _sub(properties, "w:tblCaption", val=typeset(self.table.caption))
        return properties

    def _head(self, root: Element) -> None:
        columns = self.table.columns
        # LibreOffice forgets the height of merged cells where it repeats a header.
        top, bottom = _header_row(), _header_row(height=2 * 25 * self.size)
        place = 0
        for group, members in column_groups(columns):
            widths = self.widths[place : place + len(members)]
            place += len(members)
            if group:
                top.append(self._header_cell(group, sum(widths), span=len(members)))
            for column, width in zip(members, widths, strict=True):
                if group:
                    bottom.append(self._header_cell(column.title, width))
                elif self.table.has_groups:
                    top.append(self._header_cell(column.title, width, merge="restart"))
                    bottom.append(self._header_cell("", width, merge="continue"))
                else:
                    top.append(self._header_cell(column.title, width))
        root.append(top)
        if self.table.has_groups:
            root.append(bottom)

    def _header_cell(self, text: str, width: int, span: int = 1, merge: str = "") -> Element:
        cell = _cell(width, span, merge, side="center")
        cell.append(self._paragraph(hyphenated(typeset(text)), "center", keep=True))
        return cell

    def _stays_with_next(self, index: int) -> bool:
        """No section title, total or last row stands on a page by itself."""
        rows = self.table.rows
        if index + 1 == len(rows):
            return False
        is_title = rows[index].kind is RowKind.SECTION
        closes = rows[index + 1].kind is RowKind.TOTAL or index + 2 == len(rows)
        return self.short or is_title or closes

    def _row(self, row: Row, places: tuple[Place, ...], *, whole: bool, keep: bool) -> Element:
        """A row; one that is not kept `whole` may be broken by a page."""
        element = OxmlElement("w:tr")
        properties = _sub(element, "w:trPr")
        if whole:
            _sub(properties, "w:cantSplit")
        for place in places:
            width = sum(self.widths[place.column : place.column + place.columns])
            merge = "continue" if place.continues else "restart" if place.rows > 1 else ""
            cell = _cell(width, place.columns, merge)
            cell.append(self._value(row, place, keep=keep))
            element.append(cell)
        return element

    def _value(self, row: Row, place: Place, *, keep: bool) -> Element:
        value, is_title = place.value, row.kind is RowKind.SECTION
        align = Align.START if is_title else self.table.columns[place.column].align
        return self._paragraph(
            cell_text(value),
            _JUSTIFICATION[align],
            keep=keep,
            bold=row.kind is not RowKind.BODY and row.level == 1,
            italic=row.level > 1,
            small=isinstance(value, Absent) and len(value.word) > 1,
        )

    def _paragraph(
        self,
        text: str,
        side: str,
        *,
        keep: bool,
        bold: bool = False,
        italic: bool = False,
        small: bool = False,
    ) -> Element:
        paragraph = OxmlElement("w:p")
        properties = _sub(paragraph, "w:pPr")
        _sub(properties, "w:pStyle", val=self.style)
        if keep:
            _sub(properties, "w:keepNext")
        if side != "left":
            _sub(properties, "w:jc", val=side)
        for number, line in enumerate(text.split("\n")):
            run = _sub(paragraph, "w:r")
            look = _sub(run, "w:rPr")
            if bold:
                _sub(look, "w:b")
            if italic:
                _sub(look, "w:i")
            if small:
                _sub(look, "w:sz", val=str(2 * self.size - 4))
            if number:
                _sub(run, "w:br")
            content = _sub(run, "w:t")
            content.set(qn("xml:space"), "preserve")
            content.text = line.replace("\t", " ")
        return paragraph


def _header_row(height: int = 0) -> Element:
    row = OxmlElement("w:tr")
    properties = _sub(row, "w:trPr")
    _sub(properties, "w:cantSplit")
    if height:
        _sub(properties, "w:trHeight", val=str(height), hRule="atLeast")
    _sub(properties, "w:tblHeader")
    return row


def _cell(width: int, span: int = 1, merge: str = "", side: str = "") -> Element:
    cell = OxmlElement("w:tc")
    properties = _sub(cell, "w:tcPr")
    _sub(properties, "w:tcW", w=str(width), type="dxa")
    if span > 1:
        _sub(properties, "w:gridSpan", val=str(span))
    if merge:
        _sub(properties, "w:vMerge", val=merge)
    if side:
        _sub(properties, "w:vAlign", val=side)
    return cell


def _sub(parent: Element, tag: str, **attributes: str) -> Element:
    element: Element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    parent.append(element)
    return element
