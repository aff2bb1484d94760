"""Tables of a PDF that no rules draw, and cells that a program prints too close."""

import weasyprint

from core.office.reading import read_document
from roadmaps.parsing.plans import plan_of, read_plan
from tests.unit.plans import making

STYLE = """@page { size: 297mm 120mm; margin: 15mm } body { font: 11pt 'Liberation Serif' }
table { border-collapse: collapse; width: 100%; table-layout: fixed } tr { break-inside: avoid }
td, th { padding: 5px 8px; vertical-align: VALIGN; text-align: left; BORDER }
td:first-child, th:first-child { width: 30px }"""
ROWS = [
    making.HEADER,
    making.Wide("Работа с кадрами школ"),
    *(
        (
            f"{n}.",
            f"Семинар номер {n} для заместителей директоров школ округа по вопросам качества",
            "октябрь – ноябрь 2024",
            "Руководители образовательных организаций округа",
            "Программа",
        )
        for n in range(1, 13)
    ),
]


def page(border: str, align: str = "top") -> bytes:
    head, *body = ROWS
    cells = "".join(f"<th>{text}</th>" for text in head)
    rows = "".join(making._html_row(row) for row in body)
    text = "".join(f"<p>{line}</p>" for line in making.LINES)
    style = STYLE.replace("BORDER", border).replace("VALIGN", align)
    table = f"<table><thead><tr>{cells}</tr></thead>{rows}</table>"
    return weasyprint.HTML(string=f"<style>{style}</style>{text}{table}").write_pdf()


def essence(plan):
    names = {section.id: section.title for section in plan.sections}
    return [
        (names.get(a.section), a.number, a.title, a.deadline_text, a.responsible_text)
        for a in plan.activities
    ]


EXPECTED = [("Работа с кадрами школ", *row[:4]) for row in ROWS[2:]]


def test_columns_without_any_rules_are_found_over_pages():
    plan = read_plan(page("border: none"), "plan.pdf")
    assert essence(plan) == EXPECTED
    assert plan.title == " ".join(making.LINES)


def test_rows_between_horizontal_rules_may_be_centred():
    plan = read_plan(page("border-bottom: 1px solid", "middle"), "plan.pdf")
    assert essence(plan) == EXPECTED


def test_running_text_is_no_table():
    lines = "".join(
        f"<p>Строка обычного текста номер {n} о работе со школами.</p>" for n in range(30)
    )
    document = read_document(weasyprint.HTML(string=lines).write_pdf())
    assert document.tables == ()


def test_a_word_over_the_border_of_a_cell_is_cut():
    style = "table{border-collapse:collapse} td{border:1px solid;padding:0;width:40px}"
    style += "td+td{width:200px} .n{text-align:right} body{font:11pt 'Liberation Serif'}"
    rows = "".join(
        f"<tr><td class=n>{n}</td><td>Дело</td><td>май 2025</td><td>Отдел</td></tr>"
        for n in range(10, 14)
    )
    head = "<tr><td>№</td><td>Мероприятие</td><td>Срок</td><td>Кто</td></tr>"
    content = weasyprint.HTML(string=f"<style>{style}</style><table>{head}{rows}</table>")
    plan = plan_of(read_document(content.write_pdf()))
    assert [(a.number, a.title) for a in plan.activities] == [
        (str(n), "Дело") for n in range(10, 14)
    ]
