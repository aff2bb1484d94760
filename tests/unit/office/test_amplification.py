"""Small files that ask for much: read or refused at once, however their parts multiply."""

import contextlib
import io
import time
import zipfile
import zlib
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


def pdf_of(drawing: bytes, pages: int = 1) -> bytes:
    """A PDF whose pages all show the same drawing."""
    packed = zlib.compress(drawing, 9)
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 3 0 R"
        b"/Resources<</Font<</F 4 0 R>>>>>>"
    )
    kids = b" ".join(b"%d 0 R" % number for number in range(5, 5 + pages))
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids),
        b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *[page] * pages,
    )
    content = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    size = len(objects) + 1
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        content + b"xref\n0 %d\n0000000000 65535 f \n" % size + table
        + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(content))
    )  # fmt: skip


@pytest.mark.parametrize(
    ("drawing", "pages"),
    [
        (b" " * 40_000_000, 1),
        (b"BT /F 10 Tf " + b"1 0 0 1 50 700 Tm (word) Tj " * 40_000 + b"ET", 1),
        (b"q Q " * 200_000, 30),
    ],
    ids=["emptiness", "words", "many pages"],
)
def test_a_pdf_that_draws_without_end_is_refused_at_once(drawing, pages):
    content = pdf_of(drawing, pages)
    begin = time.process_time()
    with pytest.raises(UnreadableFileError, match="слишком велик"):
        read_document(content)
    assert time.process_time() - begin < 2


def test_a_pdf_of_few_words_is_read():
    words = b"BT /F 10 Tf 1 0 0 1 50 700 Tm (A plan of thirty letters and more) Tj ET"
    assert "thirty letters" in read_document(pdf_of(words)).paragraphs[0].text
