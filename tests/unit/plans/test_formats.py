"""The same plan in every format gives the same draft."""

import io
import shutil
import subprocess
from datetime import date

import openpyxl
import pytest

from core.office.errors import UnreadableFileError
from core.office.reading import read_document
from roadmaps.parsing.plans import read_plan
from tests.unit.plans import clipboard, making

FORMATS = {
    "plan.docx": making.word,
    "plan.xlsx": making.workbook,
    "plan.odt": making.opendocument,
    "plan.txt": making.plain,
    "plan.pdf": making.pdf,
    "word.html": clipboard.from_word,
    "excel.html": clipboard.from_excel,
}


def essence(draft):
    titles = {section.id: section.title for section in draft.sections}
    return [
        (
            titles.get(a.section),
            a.number,
            a.title,
            a.deadline_text,
            a.responsible_text,
            a.deliverable,
        )
        for a in draft.activities
    ]


EXPECTED = [
    (section, *row)
    for section, rows in (
        ("Аналитическая работа", making.ROWS[2:4]),
        ("Работа с кадрами", making.ROWS[5:]),
    )
    for row in rows
]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_plan(name):
    draft = read_plan(FORMATS[name](making.ROWS), name)
    assert essence(draft) == EXPECTED
    assert draft.years == (2024, 2026)
    assert draft.title == " ".join(making.LINES)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", ["plan.docx", "plan.xlsx"])
def test_page_that_libreoffice_saves_gives_the_same_plan(name, tmp_path):
    source = tmp_path / name
    source.write_bytes(FORMATS[name](making.ROWS))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "html", "--outdir"]
    subprocess.run([*command, str(tmp_path), str(source)], check=True, capture_output=True)
    page = source.with_suffix(".html").read_bytes()
    draft, original = read_plan(page, "plan.html"), read_plan(source.read_bytes(), name)
    assert essence(draft) == EXPECTED
    assert (draft.title, draft.years) == (original.title, original.years)
    assert [a.source.row for a in draft.activities] == [a.source.row for a in original.activities]


def test_text_in_the_old_russian_encoding_is_read():
    draft = read_plan(making.plain(making.ROWS, encoding="cp1251"), "plan.txt")
    assert essence(draft) == EXPECTED


def test_cells_of_several_paragraphs_pasted_from_word_as_text_stay_in_their_row():
    lines = [
        "Дорожная карта на 2026 год",
        "",
        "№\tМероприятие\tСрок\tОтветственный\tРезультат",
        "1. Диагностика",
        "1.1\tРазбор",
        "итогов года\tмай 2026\tМетодист",
        "Руководители ОО\tСправка",
        "и протокол",
        "2. Кадры",
        "2.1\tСеминар\tиюнь 2026\tМетодист\tПрограмма",
    ]
    draft = read_plan("\n".join(lines).encode(), "Вставлено.txt")
    assert essence(draft) == [
        (
            "Диагностика",
            "1.1",
            "Разбор\nитогов года",
            "май 2026",
            "Методист\nРуководители ОО",
            "Справка\nи протокол",
        ),
        ("Кадры", "2.1", "Семинар", "июнь 2026", "Методист", "Программа"),
    ]


def test_pdf_rows_broken_by_a_page_are_healed():
    long = "семинары для учителей русского языка и математики школ округа " * 4
    rows = [making.HEADER]
    rows += [
        (
            f"{n}.",
            f"Все {long.strip()} часть {n}",
            "в течение всего периода реализации плана",
            "Руководители ОО",
            "Отчёт",
        )
        for n in range(1, 9)
    ]
    draft = read_plan(making.pdf(rows, height_mm=95), "plan.pdf")
    assert [(a.number, a.title) for a in draft.activities] == [(r[0], r[1]) for r in rows[1:]]
    assert {a.deadline_text for a in draft.activities} == {rows[1][2]}


def test_pdf_without_text_says_so():
    blank = making.pdf([("", "")], lines=())
    with pytest.raises(UnreadableFileError, match="нет текста"):
        read_document(blank, "scan.pdf")


def test_sheet_row_numbers_are_those_of_the_sheet():
    draft = read_plan(making.workbook(making.ROWS), "plan.xlsx")
    assert draft.activities[0].source.row == 6
    assert draft.activities[0].source.sheet == "Sheet"


STYLES = """<office:automatic-styles><text:list-style style:name="L1">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="."
 text:display-levels="2"/></text:list-style></office:automatic-styles>"""


def test_opendocument_lists_are_counted():
    def item(text, inner=""):
        return f"<text:list-item><text:p>{text}</text:p>{inner}</text:list-item>"

    inner = f"<text:list>{item('а')}{item('б')}</text:list>"
    body = f'<text:list text:style-name="L1">{item("Первый", inner)}{item("Второй")}</text:list>'
    document = read_document(making.odt(body, STYLES), "plan.odt")
    shown = [paragraph.full_text for paragraph in document.paragraphs]
    assert shown == ["1. Первый", "1.1. а", "1.2. б", "2. Второй"]


def test_merged_cells_of_a_pdf_go_on_over_pages():
    import weasyprint

    style = "@page{size:297mm 100mm;margin:10mm} table{border-collapse:collapse;width:100%}"
    head = "<tr><th>Направление</th><th>Мероприятие</th><th>Срок</th></tr>"
    body = "".join(
        f"<tr>{f'<td rowspan=6>Работа {n // 6 + 1}</td>' if n % 6 == 0 else ''}"
        f"<td>Мероприятие номер {n} о поддержке школ<br>и ещё слова</td><td>май 2025</td></tr>"
        for n in range(12)
    )
    style += "td,th{border:1px solid;padding:3px;vertical-align:top}"
    page = f"<style>{style}</style><table>{head}{body}</table>"
    draft = read_plan(weasyprint.HTML(string=page).write_pdf(), "plan.pdf")
    names = {section.id: section.title for section in draft.sections}
    assert [names.get(a.section) for a in draft.activities] == ["Работа 1"] * 6 + ["Работа 2"] * 6


def test_two_tables_on_one_sheet_are_told_apart():
    book = openpyxl.Workbook()
    for row in (
        ["Дорожная карта на 2025 год"],
        [],
        ["Контрольные точки"],
        ["№", "Контрольная точка", "Ответственный", "Сроки"],
        [1, "Создание группы", "Отдел", date(2025, 2, 1)],
        [],
        ["Мероприятия"],
        ["№", "Мероприятие", "Срок", "Ответственный", "Результат"],
        [1, "Курсы", "май", "ЦРО", "Отчёт"],
    ):
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    draft = read_plan(target.getvalue(), "plan.xlsx")
    assert draft.title == "Дорожная карта на 2025 год"
    assert [(a.kind, a.deadline_text) for a in draft.activities] == [
        ("checkpoint", "01.02.2025"),
        ("activity", "май"),
    ]
