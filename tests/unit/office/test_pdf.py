"""What a PDF shows is read as it was meant: columns, rows, broken words, running heads."""

import html
import io
from collections.abc import Sequence
from itertools import pairwise

import pytest

from core.office.documents import Document
from core.office.pdf import read_pdf

HEADER = ("№ п/п", "Мероприятие", "Срок", "Ответственный")
ROWS = (
    ("1", "Анализ результатов диагностики по всем школам округа", "до 15.09.2026", "Куратор"),
    ("2", "Семинар для заместителей директоров", "октябрь – ноябрь 2026 года", "Центр развития"),
    ("3", "Открытые уроки", "ежемесячно", "руководители школ, методисты, педагоги-психологи"),
    ("4", "Итоговое совещание", "май 2027", "Куратор"),
)


def printed(body: str, style: str = "", page: str = "A4 landscape") -> Document:
    return read_pdf(pdf(body, style, page))


def pdf(body: str, style: str = "", page: str = "A4 landscape") -> bytes:
    import weasyprint

    common = f"""@page {{ size: {page}; margin: 15mm }}
    body {{ font: 12pt 'Liberation Serif' }} p {{ margin: 0 }}
    table {{ border-collapse: collapse; width: 100%; table-layout: fixed }}
    td {{ vertical-align: top; overflow-wrap: anywhere }}"""
    return weasyprint.HTML(string=f"<style>{common}{style}</style>{body}").write_pdf()


def table(rows: Sequence[Sequence[str]], widths: Sequence[int] = (8, 42, 22, 28)) -> str:
    columns = "".join(f"<col style='width:{width}%'>" for width in widths)
    lines = "".join(f"<tr>{''.join(map(cell, row))}</tr>" for row in rows)
    return f"<table>{columns}{lines}</table>"


def cell(text: str) -> str:
    return text if text.startswith("<td") else f"<td>{html.escape(text)}</td>"


def texts(document: Document) -> list[tuple[str, ...]]:
    (only,) = document.tables
    return [tuple(cell.text for cell in row.cells) for row in only.rows]


@pytest.mark.parametrize(
    "style",
    [
        "td { padding: 5px 8px }",
        "td { padding: 0 5px }",
        "td { padding: 4px 8px; border-top: 1px solid; border-bottom: 1px solid }",
        "td { padding: 4px 8px; border-bottom: 1px solid; vertical-align: middle }",
        "table { border: 1px solid } td { padding: 4px 8px; border-bottom: 1px solid }",
        "td { padding: 4px 8px; border: 1px solid }",
    ],
    ids=["free", "dense", "level rules", "centred", "frame", "ruled"],
)
def test_a_table_has_its_columns_and_rows_whatever_rules_are_drawn(style):
    assert texts(printed(table([HEADER, *ROWS]), style)) == [HEADER, *ROWS]


@pytest.mark.parametrize("style", ["td { padding: 5px 8px }", "td { padding: 0 5px }"])
def test_rows_without_numbers_and_rules_are_told_apart(style):
    rows = [row[1:] for row in (HEADER, *ROWS)]
    assert texts(printed(table(rows, (45, 25, 30)), style)) == rows


def test_a_heading_across_the_columns_is_one_cell():
    heading = "<td colspan=4><b>Раздел 1. Работа с педагогическими кадрами школ</b></td>"
    found = texts(printed(table([HEADER, [heading], *ROWS]), "td { padding: 5px 8px }"))
    assert found == [HEADER, ("Раздел 1. Работа с педагогическими кадрами школ",), *ROWS]


def test_a_table_without_rules_goes_on_over_pages():
    rows = [(str(n), f"Занятие школы наставника, тема {n}", "май", "Куратор") for n in range(1, 31)]
    document = printed(table([HEADER, *rows]), "td { padding: 5px 8px }", "A5 landscape")
    assert texts(document) == [HEADER, *rows]
    assert len({row.page for row in document.tables[0].rows}) > 1


def test_paragraphs_and_signatures_are_no_tables():
    text = "Управление образования проводит диагностику во всех школах и готовит отчёт. " * 12
    sign = "<table><tr><td>Начальник</td><td>________</td><td>Лесной В.П.</td></tr></table>"
    document = printed(f"<p style='text-align:justify'>{text}</p>{sign}", page="A5")
    assert not document.tables


def test_a_word_broken_by_a_narrow_column_is_healed():
    rows = [HEADER, ("1", "Сбор сведений", "по мере необходимости", "муниципальный координатор")]
    style = "td { padding: 2px 5px; border: 1px solid }"
    found = texts(printed(table(rows, (8, 30, 8, 9)), style, "A4"))
    assert found[1] == rows[1]
    assert found[0][3] == "Ответственный"


def test_two_words_are_not_made_one():
    rows = [HEADER, ("1", "Занятия", "ежегодно", "школьные команды и учителя, методисты школ")]
    style = "td { padding: 2px 5px; border: 1px solid }"
    for width in (9, 10, 11, 12, 13, 14):
        found = texts(printed(table(rows, (8, 30, 20, width)), style, "A4"))
        assert found[1][3].replace("\n", " ") == rows[1][3]


def test_the_middle_of_a_span_of_months_is_no_item_of_a_list():
    rows = [HEADER, ("1", "Занятия", "октябрь 2026<br>– май 2027", "Куратор")]
    rows[1] = (*rows[1][:2], f"<td>{rows[1][2]}</td>", rows[1][3])
    found = texts(printed(table(rows), "td { border: 1px solid; padding: 3px }"))
    assert found[1][2] == "октябрь 2026 – май 2027"


def test_a_number_that_touches_the_rule_stays_out_of_the_title():
    style = "td { border: 0.5px solid; padding: 0 1px } td:first-child { text-align: right }"
    assert texts(printed(table([HEADER, *ROWS], (10, 40, 22, 28)), style)) == [HEADER, *ROWS]


def test_two_rows_on_both_sides_of_a_page_break_stay_two():
    rows = [
        (f"{n}. Занятие школы наставника для молодых учителей", "ежегодно, август", "методисты")
        for n in range(1, 40)
    ]
    style = "td { border: 1px solid; padding: 2px }"
    found = texts(printed(table(rows, (50, 25, 25)), style, "A5 landscape"))
    assert found == rows


def test_a_row_broken_by_a_page_is_one():
    long = "семинары для учителей русского языка и математики школ округа " * 9
    rows = [(f"Все {long}без часть {n}", "в течение всего периода", "методисты") for n in range(9)]
    style = "td { border: 1px solid; padding: 2px }"
    document = printed(table(rows, (50, 25, 25)), style, "A5 landscape")
    assert texts(document) == rows


def test_running_heads_and_page_numbers_are_no_text_and_part_no_table():
    page = """A5 landscape; @top-center { content: "Дорожная карта Заречного округа" }
    @bottom-center { content: "Страница " counter(page) " из " counter(pages) } """
    rows = [(str(n), f"Занятие {n}", "май", "Куратор") for n in range(1, 41)]
    document = printed(table(rows), "td { border: 1px solid }", page)
    assert texts(document) == rows
    assert not document.paragraphs


def test_texts_side_by_side_are_read_one_after_the_other():
    left = "СОГЛАСОВАНО<br>Глава округа<br>Лесной В.П.<br>12.01.2026"
    right = "УТВЕРЖДАЮ<br>Начальник отдела образования<br>Озёрная А.С.<br>15.01.2026"
    body = f"<table><tr><td>{left}</td><td style='width:40%'>{right}</td></tr></table><p>План</p>"
    shown = [paragraph.text for paragraph in printed(body, page="A4").paragraphs]
    assert shown.index("12.01.2026") < shown.index("УТВЕРЖДАЮ") < shown.index("15.01.2026")


def test_a_turned_page_and_turned_headings_are_read():
    import pypdfium2

    style = """td { border: 1px solid; padding: 3px } tr:first-child td { height: 40mm }
    i { display: block; transform: rotate(-90deg); width: 30mm; font-style: normal }"""
    turned = [f"<td><i>{text}</i></td>" for text in HEADER]
    document = pypdfium2.PdfDocument(pdf(table([turned, *ROWS], (18, 32, 22, 28)), style))
    document[0].set_rotation(90)
    saved = io.BytesIO()
    document.save(saved)
    upright = pdf(table([turned, *ROWS], (18, 32, 22, 28)), style)
    assert texts(read_pdf(upright)) == [HEADER, *ROWS]
    assert {text for row in texts(read_pdf(saved.getvalue())) for text in row} >= {*HEADER}


def test_page_numbers_of_rows_stay_in_order():
    rows = [(str(n), f"Занятие {n}", "май", "Куратор") for n in range(1, 60)]
    document = printed(table(rows), "td { padding: 0 5px }", "A5 landscape")
    numbers = [int(row[0]) for row in texts(document)]
    assert all(after == before + 1 for before, after in pairwise(numbers))


def test_rules_that_leave_a_column_out_have_a_merged_cell_beside_them():
    group = "<td rowspan=3>Работа с педагогическими кадрами школ и повышение квалификации</td>"
    rows = [
        ("Направление", "Мероприятие", "Срок"),
        (group, "Семинар", "май 2026"),
        ("Открытые уроки", "ежемесячно"),
        ("Курсы", "до 15.09.2026"),
        ("Итоги", "Совещание", "июнь 2026"),
    ]
    style = "td { padding: 3px 8px; border-top: 1px solid; border-bottom: 1px solid }"
    (found,) = printed(table(rows, (20, 50, 30)), style).tables
    assert [(c.text, c.row_span) for c in found.rows[1].cells] == [
        ("Работа с педагогическими кадрами школ и повышение квалификации", 3),
        ("Семинар", 1),
        ("май 2026", 1),
    ]
    assert [len(row.cells) for row in found.rows] == [3, 3, 2, 2, 3]


def test_two_tables_beneath_each_other_stay_two():
    results = [("Школа", "Участников", "Балл"), *(("СОШ", str(n), "4,1") for n in range(4))]
    first = table(results, (40, 30, 30))
    second = table([HEADER, *ROWS])
    style = "td { padding: 3px 8px; border-bottom: 1px solid }"
    document = printed(f"{first}<p><b>Мероприятия</b></p>{second}", style)
    assert [len(found.rows) for found in document.tables] == [5, 5]
    assert [paragraph.text for paragraph in document.paragraphs] == ["Мероприятия"]


def test_a_footnote_between_the_pages_of_a_table_stands_behind_it():
    rows = [(str(n), f"Занятие {n}", "май", "Куратор") for n in range(1, 41)]
    note = "1 Кроме школ, которые закрыты на ремонт в этом году."
    foot = f"@bottom-left {{ content: '{note}'; font-size: 9pt }}"
    page = f"A4 landscape; margin: 15mm }} @page :first {{ {foot}"
    document = printed(table([HEADER, *rows]), "td { border: 1px solid; padding: 2px }", page)
    assert texts(document) == [HEADER, *rows]
    assert [paragraph.text for paragraph in document.paragraphs] == [note]


def test_a_frame_around_the_page_is_no_table():
    page = "A4 landscape; border: 1px solid; padding: 4mm"
    style = "td { border: 1px solid; padding: 2px }"
    document = printed(f"<p>План</p>{table([HEADER, *ROWS])}", style, page)
    assert texts(document) == [HEADER, *ROWS]
    assert [paragraph.text for paragraph in document.paragraphs] == ["План"]


def test_a_text_in_two_columns_is_read_down_the_first_and_then_the_second():
    first = "Управление образования проводит диагностику во всех школах и готовит отчёт. " * 9
    second = "Школы составляют программы по итогам диагностики и отвечают за них. " * 9
    body = f"<div style='column-count: 2; column-gap: 8mm'><p>{first}</p><p>{second}</p></div>"
    document = printed(body, page="A4")
    assert not document.tables
    assert " ".join(p.text for p in document.paragraphs).split() == (first + second).split()
