import io
from dataclasses import replace
from datetime import datetime

import docx
import pytest
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from reports.domain.document import NumberedList, Paragraph, Row, Table
from reports.renderers import docx as renderer
from tests.unit.reports.documents import document, everything, table


def opened(content: bytes) -> Word:
    return docx.Document(io.BytesIO(content))


@pytest.fixture(scope="module")
def whole() -> Word:
    return opened(renderer.render(everything()))


def test_fields_and_lie_of_the_sheets(whole: Word) -> None:
    main, annex = whole.sections
    sides = (main.left_margin, main.right_margin, main.top_margin, main.bottom_margin)
    assert [round(side.mm) for side in sides] == [30, 15, 20, 20]
    assert main.orientation is WD_ORIENT.PORTRAIT
    assert (annex.orientation, round(annex.page_width.mm)) == (WD_ORIENT.LANDSCAPE, 297)


def test_page_number_stands_from_the_second_page(whole: Word) -> None:
    main, annex = whole.sections
    assert main.different_first_page_header_footer
    assert not annex.different_first_page_header_footer
    assert "PAGE" in main.header._element.xml
    assert main.first_page_header.is_linked_to_previous


def test_headings_and_texts_have_real_styles(whole: Word) -> None:
    styles = {p.text: p.style.name for p in whole.paragraphs if p.text}
    assert styles["1. Общие сведения"] == "Heading 1"
    assert styles["Русский язык"] == "Heading 2"
    assert styles["АНАЛИТИЧЕСКАЯ СПРАВКА"] == "Вид документа"
    assert styles["Таблица 1. Результаты"] == "Название таблицы"
    normal = whole.styles["Normal"]
    assert (normal.font.name, normal.font.size.pt) == ("Times New Roman", 14)


def test_header_rows_repeat_and_rows_do_not_split(whole: Word) -> None:
    rows = whole.tables[0]._tbl.findall(qn("w:tr"))
    repeated = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
    assert repeated[:3] == [True, True, False]
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)


def test_cells_read_in_russian(whole: Word) -> None:
    rows = [[cell.text.replace("\u00ad", "") for cell in row.cells] for row in whole.tables[0].rows]
    assert rows[0] == ["№", "Организация", "Отметки, %", "Отметки, %", "СОУ, %"]
    assert rows[1][2:4] == ["«2»", "«5»"]
    assert rows[2] == ["Русский язык, 5 класс"] * 5
    assert rows[4] == ["2", "МБОУ «Сосновская школа №\u00a02»", "12,4", "7,9*", "нет данных"]
    assert rows[-1][2] == "−3,3"


def test_charts_are_pictures_told_in_words(whole: Word) -> None:
    assert len(whole.inline_shapes) == 2
    assert "2023/24 — нет данных" in whole.inline_shapes[0]._inline.docPr.get("descr")
    assert whole.inline_shapes[0].width == Mm(165)


def test_each_list_starts_from_one() -> None:
    made = opened(renderer.render(document(NumberedList(("а", "б")), NumberedList(("в",)))))
    numbers = [p._p.pPr.numPr.numId.val for p in made.paragraphs if p.style.name == "Пункт списка"]
    assert numbers[0] == numbers[1] != numbers[2]


def test_properties_come_from_the_document(whole: Word) -> None:
    properties = whole.core_properties
    assert properties.title.startswith("Аналитическая справка по результатам")
    assert properties.created == properties.modified
    assert (properties.created.date().isoformat(), properties.language) == ("2025-11-21", "ru-RU")
    assert isinstance(properties.created, datetime)


def test_same_document_gives_the_same_bytes() -> None:
    assert renderer.render(everything()) == renderer.render(everything())


def test_hostile_text_stays_text() -> None:
    hostile = "=cmd|' /C calc'!A0 <w:p/> \x00\x07 & «так»"
    row = Row((hostile, "ы" * 3000, "", "", ""))
    made = opened(
        renderer.render(document(Paragraph(hostile), Table("Т", table().columns, (row,))))
    )
    assert "=cmd|' /C calc'!A0 <w:p/>  & «так»" in [p.text for p in made.paragraphs]
    assert made.tables[0].rows[2].cells[1].text == "ы" * 3000


def test_two_thousand_rows_are_all_there() -> None:
    made = opened(renderer.render(document(table(rows=2000))))
    assert len(made.tables[0]._tbl.findall(qn("w:tr"))) == 2 + 1 + 2000 + 1


def test_notes_under_a_table_stay_together_and_a_bare_table_stands_off_the_text() -> None:
    bare = replace(table(caption=""), notes=("Первая.", "Вторая."))
    made = opened(renderer.render(document(Paragraph("Текст."), bare)))

    by_text = {one.text: one.paragraph_format for one in made.paragraphs}
    assert by_text["Текст."].space_after == Pt(8)
    assert by_text["Первая."].keep_with_next
    assert not by_text["Вторая."].keep_with_next


def test_last_rows_stay_together(whole: Word) -> None:
    rows = opened(renderer.render(document(table(rows=20)))).tables[0]._tbl.findall(qn("w:tr"))
    kept = [row.find(f".//{qn('w:keepNext')}") is not None for row in rows]
    assert kept == [True, True, True, *[False] * 19, True, False]


def test_a_table_that_fills_its_page_brings_no_empty_page_after_it() -> None:
    bare = replace(table(rows=3), notes=())
    last = opened(renderer.render(document(bare))).paragraphs[-1]
    assert (last.text, last.paragraph_format.line_spacing) == ("", Pt(1))
