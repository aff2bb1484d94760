"""Cells over several columns or rows, tables without a header, sections inside sections."""

import io
import zipfile

import docx
import openpyxl
import pdfplumber
import pytest
from docx.oxml.ns import qn

from core.office.reading import read_document
from reports.domain.document import (
    COVERED,
    Align,
    Column,
    Document,
    Heading,
    Merged,
    Number,
    Orientation,
    Paragraph,
    Row,
    RowKind,
    Table,
)
from reports.renderers import docx as word
from reports.renderers import html, pdf, xlsx
from reports.renderers.line_counts import line_counts, pieces, unbroken_blocks
from tests.unit.reports.documents import document

COLUMNS = (
    Column("№", 6, Align.CENTRE),
    Column("Направление", 30),
    Column("Мероприятие", 40),
    Column("Срок", 20),
)
ROWS = (
    Row(("I. Организационный этап",), RowKind.SECTION),
    Row(("1.", Merged("Работа с кадрами", 3), COVERED, COVERED), RowKind.SECTION, level=2),
    Row(("1.1", Merged("Диагностика", rows=3), "Анкетирование", "май")),
    Row(("1.2", COVERED, "Анализ\nуроков", "июнь")),
    Row(("1.3", COVERED, Merged("по отдельному плану", 2), COVERED)),
    Row((Number(2), "Итоги", "Совет", "июль")),
)
PLAN = Table("", COLUMNS, ROWS, name="План")
SEEN = [
    [("I. Организационный этап", 0, 4, 1)],
    [("1.", 0, 1, 1), ("Работа с кадрами", 1, 3, 1)],
    [("1.1", 0, 1, 1), ("Диагностика", 1, 1, 3), ("Анкетирование", 2, 1, 1), ("май", 3, 1, 1)],
    [("1.2", 0, 1, 1), ("Анализ\nуроков", 2, 1, 1), ("июнь", 3, 1, 1)],
    [("1.3", 0, 1, 1), ("по отдельному плану", 2, 2, 1)],
    [("2", 0, 1, 1), ("Итоги", 1, 1, 1), ("Совет", 2, 1, 1), ("июль", 3, 1, 1)],
]


def seen(content: bytes) -> list[list[tuple[str, int, int, int]]]:
    """Text, column, column span and row span of the body's cells as a reader finds them."""
    (table,) = read_document(content).tables
    return [
        [(c.text, c.column, c.column_span, c.row_span) for c in row.cells if not c.continues]
        for row in table.rows[1:]
    ]


@pytest.mark.parametrize("render", [word.render, pdf.render])
def test_merged_cells_are_read_as_they_were_meant(render):
    assert seen(render(document(PLAN))) == SEEN


def test_merged_cells_of_a_workbook_are_merged_there():
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.render(document(PLAN))))["План"]
    assert {str(area) for area in sheet.merged_cells.ranges} >= {"A3:D3", "B4:D4", "B5:B7", "C7:D7"}
    assert sheet["B4"].font.italic
    assert not sheet["B4"].font.bold
    assert sheet["A3"].font.bold
    assert sheet["C6"].value == "Анализ\nуроков"
    assert sheet["B6"].border.left.style == "thin"


@pytest.mark.parametrize(
    "rows",
    [
        [("а", Merged("б", 2), "в", "г")],
        [("а", Merged("б", 4), COVERED, COVERED)],
        [("а", COVERED, "б", "в")],
        [("а", Merged("б", rows=2), "в", "г")],
        [("а", Merged("б", rows=2), "в", "г"), ("а", "б", "в", "г")],
        [("а", Merged("б", rows=2), "в", "г"), (Merged("а", 2), COVERED, "в", "г")],
        [("а", Merged("б", rows=2), "в", "г"), ("а",)],
    ],
)
def test_cells_that_do_not_fit_are_refused(rows):
    with pytest.raises(ValueError, match=r"cells|covers|below"):
        Table("План", COLUMNS, tuple(Row(cells) for cells in rows))


def test_a_table_without_titles_has_no_header():
    plain = Table("", (Column("", 30), Column("", 70)), (Row(("Цель", "Рост")),), name="Паспорт")
    made = document(plain)
    (table,) = docx.Document(io.BytesIO(word.render(made))).tables
    assert [cell.text for cell in table.rows[0].cells] == ["Цель", "Рост"]
    assert table._tbl.find(f".//{qn('w:tblHeader')}") is None
    assert "<thead>" not in html.page(made, "")
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.render(made)))["Паспорт"]
    assert sheet.print_title_rows is None
    assert [cell.value for cell in sheet[2]] == ["Цель", "Рост"]


def annex(*blocks) -> Document:
    made = document(Heading("Мероприятия"), Paragraph("Цель: рост."), PLAN, *blocks)
    return Document(
        (), "", "Дорожная карта", made.blocks, made.date, corner=("УТВЕРЖДЕНА", "приказом № 4"),
        registered=False, text_leads_tables=True,
    )  # fmt: skip


def test_text_stands_above_the_table_that_it_leads_to():
    tail = (Heading("Контрольные точки"), Table("", COLUMNS, ROWS[-1:], name="Точки"))
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render(annex(*tail))))
    assert book.sheetnames == ["План", "Точки"]
    first = [[cell.value for cell in row if cell.value] for row in book["План"].iter_rows()]
    texts = [row[0] for row in first if row]
    assert texts[:5] == [
        "УТВЕРЖДЕНА", "приказом №\u00a04", "Дорожная карта", "Мероприятия", "Цель: рост.",
    ]  # fmt: skip
    corner = next(cell for cell in book["План"][1] if cell.value)
    assert corner.column_letter in "CD"
    header = texts.index("№") + 1
    assert book["План"].print_title_rows
    assert header > 5
    assert book["Точки"]["A2"].value == "Контрольные точки"


def test_an_annex_that_is_named_by_its_title_has_no_empty_lines_for_a_kind():
    texts = [p.text for p in docx.Document(io.BytesIO(word.render(annex()))).paragraphs]
    assert texts[:3] == ["УТВЕРЖДЕНА", "приказом №\u00a04", "Дорожная карта"]
    assert '<h1 class="title">Дорожная карта</h1>' in html.page(annex(), "")


def test_cells_merged_over_pages_keep_every_row_on_paper():
    """A direction of a plan may hold more rows than a page."""
    count = 90
    rows = [Row(("1", Merged("Работа с кадрами", rows=count), "Совет 1", "май"))]
    rows += [Row((f"{i}", COVERED, f"Совет {i}", "май")) for i in range(2, count + 1)]
    content = pdf.render(document(Table("", COLUMNS, tuple(rows), name="План")))
    with pdfplumber.open(io.BytesIO(content)) as opened:
        text = "\n".join(page.extract_text() for page in opened.pages)
    assert all(f"Совет {i}" in text for i in range(1, count + 1))


def test_lines_of_a_cell_are_lines_on_paper():
    with zipfile.ZipFile(io.BytesIO(word.render(document(PLAN)))) as packed:
        assert b"<w:br/>" in packed.read("word/document.xml")
    assert "<p>Анализ</p><p>уроков</p>" in html.page(document(PLAN), "")


def merged_column(count: int, words: str) -> Table:
    """A cell over `count` rows of one line each."""
    rows = [Row(("1", Merged(words, rows=count), "Совет", "май"))]
    rows += [Row((f"{i}", COVERED, "Совет", "май")) for i in range(2, count + 1)]
    return Table("", COLUMNS, (Row(("Раздел",), RowKind.SECTION), *rows), name="План")


def test_rows_that_the_words_of_a_merged_cell_need_stay_together():
    short = merged_column(4, "Кадры")
    counts = line_counts(short, Orientation.PORTRAIT)
    assert counts.rows == (1, 1, 1, 1, 1)
    assert unbroken_blocks(short, counts) == [range(2), range(2, 3), range(3, 4), range(4, 5)]
    long = merged_column(4, "Работа с кадрами школ с низкими образовательными результатами")
    blocks = unbroken_blocks(long, line_counts(long, Orientation.PORTRAIT))
    assert blocks == [range(4), range(4, 5)]


def test_a_merged_cell_has_a_piece_in_each_block():
    table = merged_column(4, "Работа с кадрами школ с низкими образовательными результатами")
    cells = pieces(table, [range(4), range(4, 5)])
    seen = [
        (index, piece.rows, piece.begins, piece.ends)
        for index, row in enumerate(cells)
        for piece in row
        if piece.place.column == 1
    ]
    assert seen == [(1, 3, True, False), (4, 1, False, True)]


def test_only_a_long_row_may_be_broken_by_a_page():
    long = "Подготовка приказа о назначении координатора и кураторов школ. " * 40
    table = Table("", COLUMNS, (Row(("1", "А", long, "май")), Row(("2", "Б", "Совет", "май"))))
    root = docx.Document(io.BytesIO(word.render(document(table)))).tables[0]._tbl
    rows = root.findall(qn("w:tr"))[1:]
    assert [row.find(f".//{qn('w:cantSplit')}") is None for row in rows] == [True, False]
    assert '<tr class="long">' in html.page(document(table), "")
