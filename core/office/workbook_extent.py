"""How large a workbook claims to be, read before anything allocates memory for it.

The spreadsheet reader keeps a dense rectangle from the first to the last filled cell: one stray
value in the last cell of a sheet would ask for half a terabyte and end the process. A text that is
kept once in the file and shown in many cells is copied for each of them.
"""

import io
import re
import zipfile
from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from lxml import etree

from core.office.archives import TOO_LARGE
from core.office.errors import UnreadableFileError
from core.office.files import BROKEN_ARCHIVE, MEGABYTE, FileKind

MAX_CELLS = 10_000_000
"""Cells of all sheets together."""
MAX_SHARED_BYTES = 100 * MEGABYTE
"""Shared texts as the cells show them, in UTF-8."""

_MANY_CELLS = MAX_CELLS // 20
_PART_BYTES = MEGABYTE
_SHARED_TEXTS = "xl/sharedStrings.xml"
# No element is looked through twice, however it is broken: a tag ends where the next one begins,
# and of two addresses only the first counts.
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^<>]*?\sr\s*=\s*["'](\d+)""")
_COLUMN = re.compile(rb"""<(?:\w+:)?c\b[^<>]*?\sr\s*=\s*["']([A-Z]{1,3})\d""")
_FILLED = re.compile(
    rb"""(?><(?:\w+:)?c\b[^<>]*?\sr\s*=\s*["']([A-Z]{1,3})(\d+)["'])[^<>/]*>"""
    rb"""\s*<(?:\w+:)?(?:v|is|f)\b"""
)
_IS_SHARED = re.compile(rb"""\st\s*=\s*["']s["']""")
_SHARED = re.compile(
    rb"""(?><(?:\w+:)?c\b[^<>]*?\st\s*=\s*["']s["'])[^<>]*>\s*<(?:\w+:)?v>\s*(\d+)"""
)
_SHARED_TEXT = re.compile(rb"<(?:\w+:)?si\b")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TOO_WIDE = (
    "На листе есть значение далеко за краем таблицы, поэтому лист слишком большой. Удалите пустые "
    "строки и столбцы после таблицы и загрузите снова."
)


def refuse_wide_sheets(content: bytes, kind: FileKind) -> None:
    """Raises UnreadableFileError where the sheets would take more memory than there is.

    That is where they span more than `MAX_CELLS` cells or show more than `MAX_SHARED_BYTES` of
    text that the file holds once.
    """
    if kind not in (FileKind.XLSX, FileKind.ODS):
        return  # an .xls sheet ends at 65 536 rows of 256 columns
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_binary(archive)
            areas = _excel_areas(archive) if kind is FileKind.XLSX else _open_areas(archive)
            too_wide = any(total > MAX_CELLS for total in accumulate(areas))
            too_long = kind is FileKind.XLSX and _shared_bytes(archive) > MAX_SHARED_BYTES
    except (*BROKEN_ARCHIVE, KeyError, etree.XMLSyntaxError) as error:
        raise UnreadableFileError(
            "Файл повреждён: его не удаётся открыть. Откройте его в Excel, сохраните заново и "
            "загрузите снова."
        ) from error
    if too_wide:
        raise UnreadableFileError(_TOO_WIDE)
    if too_long:
        raise UnreadableFileError(TOO_LARGE)


def _refuse_binary(archive: zipfile.ZipFile) -> None:
    if "xl/workbook.bin" in archive.namelist():
        raise UnreadableFileError(
            "Двоичная книга Excel (.xlsb) не читается. Сохраните её как «Книга Excel (.xlsx)» и "
            "загрузите снова."
        )


def _excel_sheets(archive: zipfile.ZipFile) -> Iterator[str]:
    for name in archive.namelist():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            yield name


def _parts(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The text of `name` in parts of some `_PART_BYTES`, cut where an element has ended.

    Nothing that is looked for goes over a cut. Raises UnreadableFileError where no element ends
    over the length of a part, as in no file that a spreadsheet writes.
    """
    rest = b""
    with archive.open(name) as stream:
        while read := stream.read(_PART_BYTES):
            text = rest + read
            end = max(text.rfind(b"</"), text.rfind(b"/>") + 1)
            if end <= 0 and len(text) > _PART_BYTES:
                raise UnreadableFileError(TOO_LARGE)
            end = max(end, 0)
            yield text[:end]
            rest = text[end:]
    yield rest


def _excel_areas(archive: zipfile.ZipFile) -> Iterator[int]:
    for name in _excel_sheets(archive):
        rows = columns = 0
        for part in _parts(archive, name):
            rows = max(rows, max(map(int, _ROW.findall(part)), default=0))
            letters = set(_COLUMN.findall(part))
            columns = max(columns, max(map(_column_number, letters), default=0))
        # Styled empty cells are common and harmless: look closer only when it matters.
        area = rows * columns
        yield _filled_area(archive, name) if area > _MANY_CELLS else area


def _shared_bytes(archive: zipfile.ZipFile) -> int:
    """How much the cells show of the texts that the file holds once."""
    if _SHARED_TEXTS not in archive.namelist():
        return 0
    lengths = _shared_lengths(archive)
    longest = max(lengths, default=0)
    total = 0
    for name in _excel_sheets(archive):
        shown = sum(len(_IS_SHARED.findall(part)) for part in _parts(archive, name))
        # Short texts cannot add up to much: count them one by one only when it matters.
        if longest * shown > MAX_SHARED_BYTES:
            total += sum(
                lengths[place]
                for part in _parts(archive, name)
                for place in map(int, _SHARED.findall(part))
                if place < len(lengths)
            )
    return total


def _shared_lengths(archive: zipfile.ZipFile) -> Sequence[int]:
    """How long each shared text is, with its tags."""
    begins, read = array("Q"), 0
    for part in _parts(archive, _SHARED_TEXTS):
        begins.extend(read + found.start() for found in _SHARED_TEXT.finditer(part))
        read += len(part)
    begins.append(read)
    return array("Q", (after - before for before, after in pairwise(begins)))


def _filled_area(archive: zipfile.ZipFile, name: str) -> int:
    rows, columns = 0, 0
    for part in _parts(archive, name):
        found = _FILLED.findall(part)
        rows = max(rows, max((int(row) for _, row in found), default=0))
        letters = {letters for letters, _ in found}
        columns = max(columns, max(map(_column_number, letters), default=0))
    return rows * columns


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _open_areas(archive: zipfile.ZipFile) -> Iterator[int]:
    """Areas of OpenDocument sheets, where one element may stand for a million rows or columns."""
    rows = columns = last_row = 0
    with archive.open("content.xml") as stream:
        parser = etree.iterparse(
            stream, events=("end",), tag=(f"{_TABLE}table-row", f"{_TABLE}table"),
            resolve_entities=False, no_network=True, huge_tree=False,
        )  # fmt: skip
        for _, element in parser:
            if element.tag == f"{_TABLE}table":
                yield last_row * columns
                rows = columns = last_row = 0
            else:
                rows += _repeated(element, "rows")
                width = _filled_width(element)
                if width:
                    last_row, columns = rows, max(columns, width)
            element.clear()


def _filled_width(row: etree._Element) -> int:
    position = width = 0
    for cell in row:
        position += _repeated(cell, "columns")
        if len(cell):
            width = position
    return width


def _repeated(element: etree._Element, what: str) -> int:
    count = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return int(count) if count.isdecimal() else 1
