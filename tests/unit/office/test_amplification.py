"""Small files that ask for much: read or refused at once, however their parts multiply."""

import contextlib
import io
import time
import zipfile
from collections.abc import Iterator

import pytest

from core.office.documents import Document
from core.office.errors import UnreadableFileError
from core.office.reading import read_document
from tests.unit.plans import making

SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<sheetData>{rows}</sheetData>{rest}</worksheet>"
)
NUMBERING = (
    f'<w:numbering xmlns:w="{making.W_NS}">'
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
    '<w:lvlText w:val="%1{pattern}"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


@contextlib.contextmanager
def quickly() -> Iterator[None]:
    begin = time.process_time()
    yield
    assert time.process_time() - begin < 5


def book(sheet: str) -> bytes:
    """A workbook whose one sheet is written as it is given."""
    sound, changed = making.workbook([("а", "б")]), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound)) as old, zipfile.ZipFile(changed, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, sheet if name.endswith("sheet1.xml") else old.read(name))
    return changed.getvalue()


def rows(number: int, columns: str = "AB") -> str:
    lines = range(1, number + 1)
    cells = ("".join(f'<c r="{name}{n}"><v>1</v></c>' for name in columns) for n in lines)
    return "".join(f'<row r="{n}">{one}</row>' for n, one in enumerate(cells, 1))


def read(text: str) -> Document:
    return read_document(text.encode())


def test_lines_that_only_look_drawn_are_read_once() -> None:
    with quickly():
        assert len(read("||\n" * 40_000).paragraphs) == 40_001


def test_a_drawn_table_of_many_rows_is_read() -> None:
    with quickly():
        [table] = read("+--+--+\n" + "|аа|бб|\n+--+--+\n" * 15_000).tables
    assert len(table.rows) == 15_000


@pytest.mark.parametrize("line", ["а\tб\n", "|а|б|\n", "а\n"])
def test_a_text_without_end_is_refused(line: str) -> None:
    with quickly(), pytest.raises(UnreadableFileError, match="слишком велик"):
        read(line * 300_000)


def test_a_drawn_table_of_too_many_cells_is_refused() -> None:
    with quickly(), pytest.raises(UnreadableFileError, match="слишком велик"):
        read(("|а" * 100 + "|\n") * 4_200)


def test_merged_areas_one_over_the_other_are_refused() -> None:
    area = '<mergeCell ref="A1:T10000"/>' * 2_000
    sheet = SHEET.format(rows=rows(10_000), rest=f"<mergeCells>{area}</mergeCells>")
    with quickly(), pytest.raises(UnreadableFileError, match="слишком велик"):
        read_document(book(sheet))


def test_many_merged_areas_side_by_side_are_read() -> None:
    pairs = "".join(f'<mergeCell ref="A{n}:A{n + 1}"/>' for n in range(1, 10_000, 2))
    sheet = SHEET.format(rows=rows(10_000), rest=f"<mergeCells>{pairs}</mergeCells>")
    with quickly():
        [table] = read_document(book(sheet)).tables
    assert table.rows[0].cells[0].row_span == 2


@pytest.mark.parametrize(
    "broken",
    ["<row " * 50_000, '<row r="9999999"/><c r="ZZZ1"/><c ' + 'r="A1" ' * 50_000 + "/>"],
)
def test_a_sheet_of_broken_tags_is_looked_through_once(broken: str) -> None:
    with quickly(), contextlib.suppress(UnreadableFileError):
        read_document(book(SHEET.format(rows=rows(2) + broken, rest="")))


def test_a_page_long_numbering_is_cut() -> None:
    item = (
        '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>а</w:t></w:r></w:p>'
    )
    numbering = NUMBERING.replace("{pattern}", "х" * 100_000).encode()
    found = read_document(making.word_xml(item * 200, numbering=numbering)).paragraphs
    assert max(len(one.marker) for one in found) < 100


def test_brackets_of_a_style_may_be_nested_without_end() -> None:
    brackets = "(" * 5_000
    style = f"<style>p{brackets}{{font-weight:bold}} p{{color:{brackets}</style>"
    page = f"<html><body>{style}<p style='font:{brackets}'>слово</p></body></html>"
    assert [one.text for one in read(page).paragraphs] == ["слово"]
