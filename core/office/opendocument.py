"""Reading of OpenDocument texts and spreadsheets (.odt, .ods) from their content.xml."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from core.office.archives import DAMAGED, TOO_LARGE, OfficeArchive
from core.office.documents import (
    MAX_COLUMNS,
    MAX_GRID_CELLS,
    MAX_ROWS,
    Block,
    Cell,
    Document,
    Paragraph,
    Row,
    Table,
)
from core.office.errors import UnreadableFileError
from core.office.opendocument_lists import ListNumbering
from core.office.sheets import sheet_blocks

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_MAX_SPACES = 100
_LONGEST_NUMBER = 9
_NO_FILL = frozenset({"transparent", "#ffffff"})
_ENCRYPTED = "Файл защищён паролем. Снимите пароль в LibreOffice и загрузите снова."

_DROPPED = frozenset(
    {f"{_TEXT}{name}" for name in ("note", "tracked-changes", "table-of-content", "hidden-text",
                                   "hidden-paragraph", "alphabetical-index", "sequence-decls")}
    | {f"{_OFFICE}annotation", f"{_OFFICE}annotation-end", f"{_OFFICE}forms"}
)  # fmt: skip
_ROW_GROUPS = frozenset(
    _TABLE + name for name in ("table-header-rows", "table-rows", "table-row-group")
)


@dataclass(frozen=True, slots=True)
class _Look:
    bold: bool = False
    centred: bool = False
    hidden: bool = False
    fill: str = ""


@dataclass(slots=True)
class _Words:
    """Text of one paragraph, whether all of it is bold, and the boxes anchored in it."""

    pieces: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)


def read_opendocument(content: bytes) -> Document:
    """Read .odt or .ods; raises UnreadableFileError where it is damaged or encrypted."""
    with OfficeArchive(content) as archive:
        manifest = archive.optional_xml("META-INF/manifest.xml")
        if manifest is not None and _is_encrypted(manifest):
            raise UnreadableFileError(_ENCRYPTED)
        root = archive.xml("content.xml")
        styles = archive.optional_xml("styles.xml")
    reader = _Reader(root, styles)
    text = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if text is not None:
        return Document("odt", tuple(reader.blocks(text)), footnotes=tuple(_footnotes(text)))
    sheets = root.find(f"{_OFFICE}body/{_OFFICE}spreadsheet")
    if sheets is None:
        raise UnreadableFileError(DAMAGED)
    return Document(kind="ods", blocks=tuple(reader.sheets(sheets)))


def _footnotes(text: etree._Element) -> Iterator[str]:
    for body in text.iter(f"{_TEXT}note-body"):
        paragraphs = (
            " ".join("".join(map(str, p.itertext())).split()) for p in body.iter(f"{_TEXT}p")
        )
        words = "\n".join(paragraph for paragraph in paragraphs if paragraph)
        if words:
            yield words


def _is_encrypted(manifest: etree._Element) -> bool:
    return any(etree.QName(element).localname == "encryption-data" for element in manifest.iter())


class _Reader:
    def __init__(self, root: etree._Element, styles: etree._Element | None) -> None:
        self._looks = _looks(root)
        self._numbering = ListNumbering(root, styles)
        self._tables = 0
        self._cells_read = 0

    def sheets(self, container: etree._Element) -> Iterator[Block]:
        for element in container.findall(f"{_TABLE}table"):
            self._tables += 1
            rows = self._rows(element, [])
            yield from sheet_blocks(rows, self._tables, element.get(f"{_TABLE}name", ""))

    def blocks(self, container: etree._Element) -> Iterator[Block]:
        for child in container:
            tag = child.tag
            if tag in _DROPPED:
                continue
            if tag in (f"{_TEXT}p", f"{_TEXT}h"):
                yield from self._paragraph(child, "")
            elif tag == f"{_TABLE}table":
                yield from self._table(child)
            elif tag == f"{_TEXT}list":
                yield from self._list(child, "", 0)
            elif tag == f"{_DRAW}frame" or len(child):
                yield from self.blocks(child)

    def _list(self, element: etree._Element, style: str, level: int) -> Iterator[Block]:
        style = element.get(f"{_TEXT}style-name") or style
        if level == 0 and element.get(f"{_TEXT}continue-numbering") != "true":
            goes_on = element.get(f"{_TEXT}continue-list") is not None
            self._numbering.begin(style, goes_on=goes_on)
        for item in element:
            marker = ""
            if item.tag == f"{_TEXT}list-item" and len(item) and item[0].tag != element.tag:
                marker = self._numbering.marker(style, level)
            for child in item:
                if child.tag == element.tag:
                    yield from self._list(child, style, level + 1)
                elif child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                    yield from self._paragraph(child, marker)
                    marker = ""

    def _paragraph(self, element: etree._Element, marker: str) -> Iterator[Block]:
        look = self._look(element)
        if look.hidden:
            return
        words = _Words()
        self._collect(element, words, bold=look.bold)
        level = element.get(f"{_TEXT}outline-level", "1") if element.tag == f"{_TEXT}h" else "0"
        yield Paragraph(
            text="".join(words.pieces),
            level=int(level[:2]) if level.isdecimal() else 1,
            style=element.get(f"{_TEXT}style-name", ""),
            marker=marker,
            bold=bool(words.bold) and all(words.bold),
            centred=look.centred,
        )
        for box in words.boxes:
            yield from self.blocks(box)

    def _look(self, element: etree._Element) -> _Look:
        return self._looks.get(element.get(f"{_TEXT}style-name", ""), _Look())

    def _collect(self, element: etree._Element, words: _Words, *, bold: bool) -> None:
        self._add(words, element.text, bold=bold)
        for child in element:
            self._child(child, words, bold=bold)
            self._add(words, child.tail, bold=bold)

    def _child(self, child: etree._Element, words: _Words, *, bold: bool) -> None:
        tag = child.tag
        if tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c", "1")
            spaces = min(int(count[:_LONGEST_NUMBER]), _MAX_SPACES) if count.isdecimal() else 1
            words.pieces.append(" " * spaces)
        elif tag == f"{_TEXT}tab":
            words.pieces.append("\t")
        elif tag == f"{_TEXT}line-break":
            words.pieces.append("\n")
        elif tag == f"{_DRAW}text-box":
            words.boxes.append(child)
        elif tag not in _DROPPED:
            look = self._look(child)
            if not look.hidden:
                self._collect(child, words, bold=bold or look.bold)

    @staticmethod
    def _add(words: _Words, text: str | None, *, bold: bool) -> None:
        if text:
            words.pieces.append(text.replace("\n", " "))
            if text.strip():
                words.bold.append(bold)

    def _table(self, element: etree._Element) -> Iterator[Table]:
        self._tables += 1
        number = self._tables
        nested: list[Table] = []
        rows = self._rows(element, nested)
        width = max(
            (cell.column + cell.column_span for row in rows for cell in row.cells), default=0
        )
        yield Table(number=number, rows=tuple(rows), width=width)
        yield from nested

    def _rows(self, element: etree._Element, nested: list[Table]) -> list[Row]:
        rows: list[Row] = []
        number = 0
        for row, header in _row_elements(element, header=False):
            cells = tuple(self._cells(row, nested))
            # A repeated row is an empty tail of the sheet, or the same row once more.
            repeated = _count(row, "number-rows-repeated", MAX_ROWS)
            times = repeated if any(cell.text for cell in cells) else 1
            self._cells_read += times * len(cells)
            if self._cells_read > MAX_GRID_CELLS:
                raise UnreadableFileError(TOO_LARGE)
            for place in range(min(times, MAX_ROWS - len(rows))):
                rows.append(Row(number + place + 1, cells, header=header))
            number += repeated
        return rows

    def _cells(self, row: etree._Element, nested: list[Table]) -> Iterator[Cell]:
        column = 0
        for element in row:
            covered = element.tag == f"{_TABLE}covered-table-cell"
            if element.tag != f"{_TABLE}table-cell" and not covered:
                continue
            repeated = _count(element, "number-columns-repeated", MAX_COLUMNS)
            if not covered:
                text, bold = self._cell_text(element, nested)
                fill = self._looks.get(element.get(f"{_TABLE}style-name", ""), _Look()).fill
                span = _count(element, "number-columns-spanned", MAX_COLUMNS)
                down = _count(element, "number-rows-spanned", MAX_ROWS)
                for place in range(column, min(column + repeated, MAX_COLUMNS)):
                    across = min(span, MAX_COLUMNS - place)
                    yield Cell(text, place, across, down, bold=bold, fill=fill)
            column += repeated
            if column >= MAX_COLUMNS:
                return

    def _cell_text(self, element: etree._Element, nested: list[Table]) -> tuple[str, bool]:
        lines, bold = [], []
        for block in self.blocks(element):
            if isinstance(block, Paragraph):
                lines.append(block.full_text)
                if block.text.strip():
                    bold.append(block.bold)
            else:
                nested.append(block)
        return "\n".join(lines).strip(), bool(bold) and all(bold)


def _row_elements(
    element: etree._Element, *, header: bool
) -> Iterator[tuple[etree._Element, bool]]:
    for child in element:
        if child.tag == f"{_TABLE}table-row":
            yield child, header
        elif child.tag in _ROW_GROUPS:
            yield from _row_elements(child, header=child.tag.endswith("header-rows"))


def _count(element: etree._Element, name: str, most: int) -> int:
    text = element.get(_TABLE + name, "1")
    if not text.isdecimal():
        return 1
    return most if len(text) > _LONGEST_NUMBER else max(1, min(int(text), most))


def _looks(root: etree._Element) -> dict[str, _Look]:
    """Looks of the document's own styles by name."""
    looks = {}
    for style in root.iter(f"{_STYLE}style"):
        words = style.find(f"{_STYLE}text-properties")
        paragraph = style.find(f"{_STYLE}paragraph-properties")
        cell = style.find(f"{_STYLE}table-cell-properties")
        fill = "" if cell is None else cell.get(f"{_FO}background-color", "").lower()
        looks[style.get(f"{_STYLE}name", "")] = _Look(
            bold=words is not None and words.get(f"{_FO}font-weight") == "bold",
            hidden=words is not None and words.get(f"{_TEXT}display") == "none",
            centred=paragraph is not None and paragraph.get(f"{_FO}text-align") == "center",
            fill="" if fill in _NO_FILL else fill,
        )
    return looks
