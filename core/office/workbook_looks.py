"""What an .xlsx says about its cells beside their values: number format, fill, bold, hidden rows.

The spreadsheet reader hands out values only; «0,4» that people see as «40%» and a bar drawn by
filling cells are in the styles. Nothing here is needed to read a workbook: whatever is broken in
the styles leaves the looks empty.
"""

import io
import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from lxml import etree

from core.office.archives import OfficeArchive
from core.office.documents import MAX_COLUMNS, MAX_GRID_CELLS, MAX_ROWS
from core.office.errors import UnreadableFileError
from core.office.symbols import is_symbol_font

_T = TypeVar("_T")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_LINK = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ON = frozenset({"1", "true"})
_MOST_ADDRESSES = 1_000
# Excel's own limit; the code is gone through for each cell that has it.
_LONGEST_FORMAT = 255
_WHITE = frozenset({"FFFFFFFF", "00FFFFFF", "FFFFFF", "theme 0", "indexed 9", "indexed 65"})
_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "dd.mm.yyyy",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm",
    21: "h:mm:ss", 22: "dd.mm.yyyy h:mm",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CellLook:
    """How one cell looks; `format` is its number format's code, `fill` a colour or «».

    `symbolic` cells show pictures where their values have letters.
    """

    format: str = ""
    fill: str = ""
    bold: bool = False
    symbolic: bool = False


PLAIN = CellLook()


@dataclass(slots=True)
class SheetLooks:
    """Looks of one sheet by zero-based places; `unvalued` are formulas that were never computed."""

    cells: dict[tuple[int, int], CellLook] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    unvalued: list[str] = field(default_factory=list)

    def at(self, row: int, column: int) -> CellLook:
        return self.cells.get((row, column), PLAIN)


def workbook_looks(content: bytes) -> dict[str, SheetLooks]:
    """Looks by sheet name; empty where the file tells none or is broken."""
    try:
        with OfficeArchive(content) as archive:
            styles = _Styles(archive.optional_xml("xl/styles.xml"))
            return {name: _sheet(archive, part, styles) for name, part in _parts(archive)}
    except (UnreadableFileError, etree.XMLSyntaxError, ValueError):
        return {}


def _parts(archive: OfficeArchive) -> Iterator[tuple[str, str]]:
    """Names of sheets with the parts of the archive that hold them."""
    targets = {
        link.get("Id"): link.get("Target", "")
        for link in archive.xml("xl/_rels/workbook.xml.rels").iter(_LINK)
    }
    for sheet in _named(archive.xml("xl/workbook.xml"), "sheet"):
        target = targets.get(sheet.get(_ID), "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
        part = posixpath.normpath(part)
        if part in archive.names and part.startswith("xl/worksheets/"):
            yield sheet.get("name", ""), part


def _named(root: etree._Element | None, name: str) -> Iterator[etree._Element]:
    if root is not None:
        yield from root.iter(_MAIN + name, _STRICT + name)


class _Styles:
    """The looks that style numbers stand for."""

    def __init__(self, root: etree._Element | None) -> None:
        formats = {
            element.get("numFmtId", ""): element.get("formatCode", "")
            for element in _named(root, "numFmt")
        }
        fonts = [font for fonts in _named(root, "fonts") for font in fonts]
        bold, symbolic = [_is_bold(font) for font in fonts], [_is_symbolic(font) for font in fonts]
        fills = [_colour(fill) for fills in _named(root, "fills") for fill in fills]
        self._looks = [
            CellLook(
                format=_format(style.get("numFmtId", "0"), formats),
                fill=_of(fills, style.get("fillId"), default=""),
                bold=_of(bold, style.get("fontId"), default=False),
                symbolic=_of(symbolic, style.get("fontId"), default=False),
            )
            for styles in _named(root, "cellXfs")
            for style in styles
        ]

    def __getitem__(self, number: str | None) -> CellLook:
        return _of(self._looks, number, default=PLAIN)


def _of(values: Sequence[_T], number: str | None, *, default: _T) -> _T:
    if number is None or not number.isdecimal() or len(number) > 6 or int(number) >= len(values):
        return default
    return values[int(number)]


def _format(identifier: str, formats: dict[str, str]) -> str:
    known = _BUILT_IN.get(int(identifier), "") if identifier.isdecimal() else ""
    return formats.get(identifier, known)[:_LONGEST_FORMAT]


def _is_bold(font: etree._Element) -> bool:
    mark = next((child for child in font if etree.QName(child).localname == "b"), None)
    return mark is not None and mark.get("val", "1") in _ON


def _is_symbolic(font: etree._Element) -> bool:
    name = next((child for child in font if etree.QName(child).localname == "name"), None)
    return name is not None and is_symbol_font(name.get("val"))


def _colour(fill: etree._Element) -> str:
    """The colour of a filled cell, «» for an empty or white one."""
    pattern = next((part for part in fill if etree.QName(part).localname == "patternFill"), None)
    if pattern is None or pattern.get("patternType", "none") == "none":
        return ""
    colour = next((part for part in pattern if etree.QName(part).localname == "fgColor"), None)
    if colour is None:
        return pattern.get("patternType", "")
    names = [
        colour.get("rgb", ""),
        *(f"{kind} {colour.get(kind)}" for kind in ("theme", "indexed") if colour.get(kind)),
    ]
    name = next((name for name in names if name), "")
    shade = colour.get("tint", "")
    return "" if name in _WHITE and not shade else f"{name} {shade}".strip()


def _sheet(archive: OfficeArchive, part: str, styles: _Styles) -> SheetLooks:
    looks = SheetLooks()
    stream = io.BytesIO(archive.content(part))
    tags = [space + name for space in (_MAIN, _STRICT) for name in ("row", "col")]
    row = -1
    for _, element in etree.iterparse(
        stream, events=("end",), tag=tags, resolve_entities=False, no_network=True, huge_tree=False
    ):
        if element.tag.endswith("}col"):
            _hide_columns(element, looks)
        else:
            row = _place(element.get("r"), row + 1)
            if row >= MAX_ROWS or len(looks.cells) > MAX_GRID_CELLS:
                break
            _row(element, row, styles, looks)
        element.clear()
    return looks


def _row(element: etree._Element, row: int, styles: _Styles, looks: SheetLooks) -> None:
    if element.get("hidden") in _ON:
        looks.hidden_rows.add(row)
    column = -1
    for cell in element:
        reference = cell.get("r")
        column = _column(reference) if reference else column + 1
        if not 0 <= column < MAX_COLUMNS:
            continue
        look = styles[cell.get("s")]
        if look != PLAIN:
            looks.cells[row, column] = look
        if _is_unvalued(cell) and len(looks.unvalued) < _MOST_ADDRESSES:
            looks.unvalued.append(reference or "")


def _is_unvalued(cell: etree._Element) -> bool:
    names = {etree.QName(part).localname for part in cell if part.text or len(part)}
    return "f" in names and not names & {"v", "is"}


def _hide_columns(element: etree._Element, looks: SheetLooks) -> None:
    if element.get("hidden") in _ON:
        first = _place(element.get("min"), MAX_COLUMNS)
        last = min(_place(element.get("max"), -1), MAX_COLUMNS)
        looks.hidden_columns.update(range(first, last + 1))


def _place(text: str | None, default: int) -> int:
    """A place counted from 0 of a number counted from 1."""
    if text is None or not text.isdecimal() or len(text) > 7:
        return default
    return int(text) - 1


def _column(reference: str) -> int:
    number = 0
    for letter in reference[:4]:
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
