"""Where a paragraph of a PDF begins: space, indent, words that would have fitted above."""

from tests.unit.office.test_pdf import HEADER, ROWS, printed, table, texts

RULED = "td { border: 1px solid; padding: 3px 6px; line-height: 1.15 } td p + p { margin-top: 4px }"
LONG = "Управление образования проводит диагностику во всех школах округа и готовит отчёт по"


def of_cell(*paragraphs: str) -> str:
    return f"<td>{''.join(f'<p>{text}</p>' for text in paragraphs)}</td>"


def paragraphs(body: str, style: str = "") -> list[str]:
    found = printed(body, f"p {{ text-align: justify }} {style}", "A5").paragraphs
    return [paragraph.text for paragraph in found if paragraph.text]


def test_a_wider_space_in_a_cell_begins_a_paragraph():
    doers = ("Муниципальный координатор", "Руководители школ, методисты")
    row = ("5", "Совет по итогам проверки работ учеников школ округа", "май", of_cell(*doers))
    rows = [HEADER, *ROWS, row, *ROWS]
    for width in (18, 20, 24, 28):
        found = texts(printed(table(rows, (6, 36, 18, width)), RULED, "A4"))
        assert found[5][3].split("\n") == list(doers), width


def test_a_cell_set_wider_than_the_others_is_not_torn():
    row = (
        "5",
        "<td style='line-height:1.6'>Совет по итогам проверки работ учеников всех школ округа</td>",
        "май",
        "Куратор",
    )
    found = texts(printed(table([HEADER, *ROWS, row, *ROWS], (6, 30, 18, 20)), RULED, "A4"))
    assert found[5][1] == "Совет по итогам проверки работ учеников всех школ округа"


def test_an_indent_begins_a_paragraph():
    first, second = f"{LONG} итогам года {LONG} запросу", f"Проверку ведёт округ: {LONG} школам"
    body = f"<p>{first}</p><p>{second}</p>"
    for size in (10, 10.5, 11, 11.5, 12, 13):
        style = f"p {{ text-indent: 12.5mm; font-size: {size}pt }}"
        assert paragraphs(body, style) == [first, second], size


def test_a_hanging_list_is_not_torn_at_names():
    item = "Совет школ и Лесная гимназия Озёрного округа, Совет школ и Лесная гимназия округа"
    body = "".join(f"<p>{n}. {item}</p>" for n in (1, 2))
    for indent in (14, 16, 18, 20):
        style = f"p {{ padding-left: {indent}px; text-indent: -{indent}px; text-align: left }}"
        assert paragraphs(body, style) == [f"1. {item}", f"2. {item}"], indent


def test_a_lead_in_nearer_to_its_list_than_to_the_text_above_is_a_line_of_its_own():
    goal = "Цель: сопровождение срезовых работ, в том числе выездных"
    body = f"<p>{goal}</p><p style='margin-top:3mm'>Задачи:</p><p>1. Анализ работ</p>"
    assert paragraphs(body) == [goal, "Задачи:", "1. Анализ работ"]


def test_a_number_is_not_parted_from_its_sign_to_fill_a_line():
    row = ("5", "Наставничество школы №&nbsp;3 и школы №&nbsp;12", "май", "Куратор")
    row = (row[0], f"<td>{row[1]}</td>", *row[2:])
    for width in range(16, 34, 2):
        found = texts(printed(table([HEADER, *ROWS, row], (6, width, 18, 20)), RULED, "A4"))
        assert "\n" not in found[5][1], width


def test_a_row_that_lacks_a_doer_at_the_top_of_a_page_is_a_row():
    rows = [(f"Занятие наставника {n}", "май 2026", "методисты школ") for n in range(40)]
    rows = [(title, when, "" if n % 9 == 4 else who) for n, (title, when, who) in enumerate(rows)]
    style = "td { border: 1px solid; padding: 2px }"
    for height in (90, 94, 98, 102, 106, 110):
        found = texts(printed(table(rows, (50, 25, 25)), style, f"210mm {height}mm"))
        assert found == rows, height
