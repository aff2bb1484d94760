"""Clipboard and saved pages of Word, Excel and LibreOffice as blocks of a document."""

import pytest

from core.office.errors import UnreadableFileError
from core.office.files import FileKind, recognise
from core.office.reading import read_document
from tests.unit.plans.clipboard import excel_cell, excel_page, word_page


def paragraphs(body: str) -> list[str]:
    return [one.full_text for one in read_document(word_page(body)).paragraphs]


def table(body: str):
    [found] = read_document(word_page(body)).tables
    return found


def placed(body: str) -> list[list[tuple[str, int, int, int]]]:
    return [
        [(cell.text, cell.column, cell.column_span, cell.row_span) for cell in row.cells]
        for row in table(f"<table>{body}</table>").rows
    ]


LIST_ITEM = """<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if
!supportLists]><span style='mso-bidi-font-family:Calibri'><span
style='mso-list:Ignore'>{number}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>{text}<o:p></o:p></p>"""


def test_numbers_that_word_counts_stand_apart_from_the_words():
    body = LIST_ITEM.format(number="1.2.", text="Разбор\nитогов")
    [item] = read_document(word_page(body)).paragraphs
    assert (item.marker, item.text) == ("1.2.", "Разбор итогов")


@pytest.mark.parametrize("sign", ["·", "§", "o", "Ø"])
def test_signs_of_symbol_fonts_are_bullets(sign):
    assert paragraphs(LIST_ITEM.format(number=sign, text="Справка")) == ["– Справка"]


def test_lists_are_counted_as_a_browser_counts_them():
    body = """<ol start=3><li>Третий<li><p>Четвёртый</p><ol type=a><li>а<li>б</ol>
    <li value=9>Девятый</ol><ul><li>точка</ul>
    <ol style='list-style-type:upper-roman'><li>один</ol>"""
    assert paragraphs(body) == [
        "3. Третий", "4. Четвёртый", "a. а", "b. б", "9. Девятый", "– точка", "I. один",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "hidden",
    [
        "<span style='mso-hide:all'>тайна</span>",
        "<span style='display:none;mso-hide:all'>тайна</span>",
        "<p class=a1>тайна</p>",
        "<del cite='mailto:user' datetime='2026-01-12'><span lang=RU>тайна</span></del>",
        "<span class=msoDel>тайна</span>",
        "<!--[if gte vml 1]><v:shape><v:textbox>тайна</v:textbox></v:shape><![endif]-->",
        "<p class=MsoToc1><a href='#_Toc1'>тайна</a></p>",
        "<div style='mso-element:header'><p class=MsoHeader>тайна</p></div>",
        "<div style='mso-element:comment-list'><p class=MsoCommentText>тайна</p></div>",
        "<a class=msocomanchor id='_anchor_1' href='#_msocom_1'>[тайна]</a>",
        "<a href='#_ftn1'><span class=MsoFootnoteReference>[тайна]</span></a>",
        "<script>document.write('тайна')</script>",
        "<style>p { content: 'тайна' }</style>",
        "<div title=footer><p>тайна</p></div>",
        "<p hidden>тайна</p>",
    ],
)
def test_what_a_reader_does_not_see_is_left_out(hidden):
    body = f"<p class=MsoNormal>до {hidden} после</p>"
    assert "тайна" not in " ".join(paragraphs(body))
    assert "до" in " ".join(paragraphs(body))


def test_accepted_insertions_and_revealed_parts_stay():
    body = (
        "<p>Срок: <ins cite='mailto:user'><span>до 1 мая</span></ins>"
        "<![if !vml]> в рамке<![endif]></p>"
    )
    assert paragraphs(body) == ["Срок: до 1 мая в рамке"]


def test_source_lines_are_spaces_and_breaks_are_lines():
    tab = "<span style='mso-tab-count:1'>    </span>"
    body = f"<p class=MsoNormal>Разбор\nитогов<br>\nучебного&nbsp;года{tab}да</p>"
    assert paragraphs(body) == ["Разбор итогов\nучебного\u00a0года\tда"]


def test_empty_paragraphs_stay_for_they_part_the_text():
    body = "<p class=MsoNormal>Первое</p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p>Второе</p>"
    assert paragraphs(body) == ["Первое", "", "Второе"]
    assert paragraphs("<div>Первое<br><br>Второе</div>") == ["Первое", "", "Второе"]


def test_headings_bold_and_centred_words_are_told():
    body = (
        "<h2>Раздел</h2><p style='mso-outline-level:3'>Часть</p>"
        "<p align=center><b>Жирно <span>везде</span></b></p><p><b>Местами</b> нет</p>"
        "<p><span class=Strong1>По стилю</span></p><b style='font-weight:normal'><p>Нет</p></b>"
        "<p class=MsoNormal>Не для письма справа налево</p>"
    )
    found = read_document(word_page(body)).paragraphs
    assert [one.level for one in found[:3]] == [2, 3, 0]
    assert [one.bold for one in found] == [True, False, True, False, True, False, False]
    assert found[2].centred


def test_merged_cells_hang_down_and_push_others_right():
    assert placed(
        "<tr><td rowspan=3>А<td colspan=2>Б<td>В</tr><tr><td>Г<td rowspan=2>Д<td>Е</tr>"
        "<tr><td>Ж<td>З</tr>"
    ) == [
        [("А", 0, 1, 3), ("Б", 1, 2, 1), ("В", 3, 1, 1)],
        [("Г", 1, 1, 1), ("Д", 2, 1, 2), ("Е", 3, 1, 1)],
        [("Ж", 1, 1, 1), ("З", 3, 1, 1)],
    ]


def test_cells_hang_no_further_than_their_part_of_the_table():
    rows = placed(
        "<thead><tr><th rowspan=9><p>А<th>Б</tr></thead><tbody><tr><td rowspan=0>В<td>Г"
        "<tr><td>Д</tbody>"
    )
    assert rows == [
        [("А", 0, 1, 1), ("Б", 1, 1, 1)],
        [("В", 0, 1, 2), ("Г", 1, 1, 1)],
        [("Д", 1, 1, 1)],
    ]
    assert table("<table><thead><tr><td><p>А</thead><tr><td>Б</table>").rows[0].header


def test_spans_wider_than_the_table_mean_its_whole_width():
    rows = placed("<tr><td colspan=1000><p>Раздел</tr><tr><td>А<td>Б<td>В</tr>")
    assert rows[0] == [("Раздел", 0, 3, 1)]


def test_nested_table_follows_the_one_around_it():
    body = "<table><tr><td><p>Снаружи <table><tr><td><p>внутри</table> ещё</table>"
    body += "<table><tr><td><p>далее</table>"
    found = read_document(word_page(body)).tables
    assert [one.number for one in found] == [1, 2, 3]
    assert [one.rows[0].cells[0].text for one in found] == ["Снаружи\nещё", "внутри", "далее"]


def test_titles_over_the_cells_of_a_sheet_are_paragraphs():
    rows = (
        "<tr><td colspan=3 style='mso-ignore:colspan'>План на 2026 год</td></tr>"
        f"<tr>{excel_cell('№')}{excel_cell('Мероприятие')}{excel_cell('Срок')}</tr>"
        f"<tr height=0 style='display:none'>{excel_cell('0')}{excel_cell('скрыто')}</tr>"
        f"<tr>{excel_cell('1')}{excel_cell('Сбор' + chr(10) + 'и разбор')}{excel_cell('май')}</tr>"
    )
    document = read_document(excel_page(rows))
    assert document.paragraphs[0].text == "План на 2026 год"
    [sheet] = document.tables
    assert [row.number for row in sheet.rows] == [2, 4]
    assert sheet.rows[1].cells[1].text == "Сбор\nи разбор"


@pytest.mark.parametrize(
    ("encoding", "said"), [("cp1251", "windows-1251"), ("koi8-r", "koi8-r"), ("utf-16", "unicode")]
)
def test_saved_pages_are_read_in_their_encoding(encoding, said):
    page = f"<html><head><meta http-equiv=Content-Type content='text/html; charset={said}'></head>"
    page += "<body><p>Дорожная карта</p></body></html>"
    assert read_document(page.encode(encoding)).paragraphs[0].text == "Дорожная карта"


def test_mark_of_the_encoding_outweighs_what_the_page_says():
    page = "\ufeff<meta charset=windows-1251><p>Дорожная карта</p>"
    assert read_document(page.encode()).paragraphs[0].text == "Дорожная карта"


def test_head_of_the_clipboard_is_no_text():
    page = "Version:0.9\r\nStartHTML:00000097\r\nEndHTML:00000193\r\n<html><body><p>Слова</p>"
    assert recognise(page.encode()) is FileKind.HTML
    assert [one.text for one in read_document(page.encode()).paragraphs] == ["Слова"]


ARCHIVE = """MIME-Version: 1.0
Content-Type: multipart/related; boundary="----=_NextPart"

------=_NextPart
Content-Location: file:///C:/plan.htm
Content-Transfer-Encoding: quoted-printable
Content-Type: text/html; charset="windows-1251"

<html><body><p>=CF=EB=E0=ED</p><table><tr><td><p>1</p></td></tr></table></body></html>
------=_NextPart
Content-Location: file:///C:/plan_files/header.htm
Content-Type: text/html; charset="us-ascii"

<p>page header</p>
------=_NextPart
Content-Location: file:///C:/plan_files/sheet002.htm
Content-Type: text/html; charset="us-ascii"

<table><tr><td><p>2</p></td></tr></table>
------=_NextPart--
"""


def test_page_saved_in_one_file_is_read_with_all_its_pages():
    document = read_document(ARCHIVE.encode())
    assert [one.text for one in document.paragraphs] == ["План"]
    assert [one.number for one in document.tables] == [1, 2]


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<html><frameset><frame src='plan_files/sheet001.htm'></frameset></html>", "обложка"),
        ("<html><body>" + "<br>" * 250_001, "слишком велик"),
        ("<html><body><p " + " ".join(f"a{n}=1" for n in range(30_000)) + ">", "слишком велик"),
        ("<html><body>" + "<div>" * 101 + "слова", "вложены"),
        ("<table><tr>" + "<td colspan=200 rowspan=20000>x" * 3, "слишком велик"),
        ("<html><body><img src='http://example.org/x.png'></body></html>", "нет ни текста"),
    ],
)
def test_pages_that_cannot_be_read_are_refused_with_a_sentence(page, words):
    rows = "<tr><td>" * 20_000 if "rowspan" in page else ""
    with pytest.raises(UnreadableFileError, match=words):
        read_document((page + rows).encode())


def test_entities_of_a_page_are_not_resolved():
    page = "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><p>начало &x; конец</p>"
    document = read_document(page.encode())
    assert "&x;" in " ".join(one.text for one in document.paragraphs)


def test_text_that_only_speaks_of_tags_stays_text():
    assert recognise(b"1 < 2\tp <p> 0,05") is FileKind.TEXT
    assert recognise("Срок: <не указан>".encode()) is FileKind.TEXT
