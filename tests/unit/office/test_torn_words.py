"""Words that a narrow column tore over two lines are one again, and two words stay two."""

import pytest

from core.office.pdf.breaks import Broken, joined
from tests.unit.office.test_pdf import HEADER, ROWS, printed, table, texts

FULL = Broken(full=True)

TORN = [
    ("руководители образователь", "ных организаций", "руководители образовательных организаций"),
    ("анализ результа", "тов диагностики", "анализ результатов диагностики"),
    ("Руководите", "ли РМО", "Руководители РМО"),
    ("классные руководите", "ли", "классные руководители"),
    ("отдел по надзо", "ру", "отдел по надзору"),
    ("муници", "пальный координатор", "муниципальный координатор"),
    ("план меропри", "ятий", "план мероприятий"),
    ("Админист", "рация округа", "Администрация округа"),
    ("в течение учебно", "го года", "в течение учебного года"),
    ("для рай", "онных методистов", "для районных методистов"),
    ("методическая под", "держка школ", "методическая поддержка школ"),
    ("все школ", "ы округа", "все школы округа"),
    ("глава Приозёр", "ского округа", "глава Приозёрского округа"),
    ("(образователь", "ных)", "(образовательных)"),
    ("руководители ОО", ", СМИ", "руководители ОО, СМИ"),
    ("отчёт", "; справка", "отчёт; справка"),
    ("по итогам года", ".", "по итогам года."),
    ("школы (все", ") округа", "школы (все) округа"),
    ("гимназия «Путь", "» и школы", "гимназия «Путь» и школы"),
    ("июнь–", "август", "июнь–август"),
    ("I–", "II квартал", "I–II квартал"),
    ("№ п", "/п", "№ п/п"),
    ("№ п", ".п.", "№ п.п."),
    ("школы (", "все)", "школы (все)"),
    ("МБОУ «", "Лесная школа»", "МБОУ «Лесная школа»"),
    ("педагоги-", "психологи", "педагоги-психологи"),
]

TWO_WORDS = [
    ("школы", "округа"),
    ("работа на", "уроках"),
    ("по", "мощь учителю"),
    ("советы и", "тоги"),
    ("за", "дача округа"),
    ("ЦРО", "методисты"),
    ("МКУ ЦОКО", "методист"),
    ("зам", "директора"),
    ("муниц. учрежд", "образования"),
    ("обр", "организаций"),
    ("в", "т.ч. школы"),
    ("до 20 тыс", "руб."),
    ("директор Лесной", "гимназии"),
    ("Иванов", "учитель"),
    ("май –", "июнь"),
    ("кл", "рук."),
    ("Зам. дир", "по УВР"),
]


@pytest.mark.parametrize(("upper", "lower", "whole"), TORN)
def test_a_torn_ending_is_put_back(upper, lower, whole):
    assert joined(upper, lower, FULL) == whole


@pytest.mark.parametrize(("upper", "lower"), TWO_WORDS)
def test_two_words_stay_two(upper, lower):
    assert joined(upper, lower, FULL) == f"{upper} {lower}"


def test_two_parts_that_are_no_words_are_one_even_where_a_line_had_room():
    assert joined("образователь", "ных организаций") == "образовательных организаций"
    assert joined("для рай", "онных методистов") == "для рай онных методистов"


def test_a_column_that_breaks_anywhere_gives_the_same_words():
    cells = (
        "Обучение управленческих команд образовательных организаций Приозёрного округа",
        "июнь–август 2026 года",
        "руководители муниципальных образовательных организаций, СМИ, методисты",
    )
    row = ("5", *cells)
    style = "td { border: 1px solid; padding: 2px 5px; word-break: break-all }"
    wrong = []
    for width in range(10, 26):
        found = texts(printed(table([HEADER, *ROWS, row], (6, 30, width, width)), style, "A4"))
        shown = tuple(text.replace("\n", " ") for text in found[5])
        wrong += [(width, got) for got, want in zip(shown, row, strict=True) if got != want]
    assert not wrong


def test_a_comma_at_the_beginning_of_a_line_begins_no_paragraph():
    row = ("5", "<td>Совет<br>, семинар</td>", "май", "<td>Школы<br>; сады</td>")
    found = texts(printed(table([HEADER, *ROWS, row]), "td { border: 1px solid; padding: 3px }"))
    assert found[5] == ("5", "Совет, семинар", "май", "Школы; сады")
