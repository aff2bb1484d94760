"""Abbreviations that a plan explains: in brackets, lists, tables and footnotes."""

import pytest

from core.office.documents import Document
from core.office.reading import read_document
from roadmaps.parsing.abbreviations import abbreviations_of
from roadmaps.parsing.draft import Severity, TableKind
from roadmaps.parsing.plans import plan_of
from tests.unit.plans.making import W_NS, document_of, odt, paragraph, word_xml

PLAN = [("№", "Мероприятие", "Срок", "Ответственный"), ("1", "Сбор данных", "май", "Отдел")]


@pytest.mark.parametrize(
    ("lines", "explained"),
    [
        (
            (
                "Список сокращений",
                "УО – управление образования",
                "ЦРО – Центр развития образования",
            ),
            {"УО": "управление образования", "ЦРО": "Центр развития образования"},
        ),
        (
            ("Сокращения: КО – комитет образования района; МК – методический кабинет.",),
            {"КО": "комитет образования района", "МК": "методический кабинет"},
        ),
        (
            ("Примечание: ГМО – городское методическое объединение, ОО = организации области",),
            {"ГМО": "городское методическое объединение", "ОО": "организации области"},
        ),
        (
            ("ПМПК – психолого-медико-педагогическая комиссия",),
            {"ПМПК": "психолого-медико-педагогическая комиссия"},
        ),
        (
            ("ВсОШ: всероссийская олимпиада школьников",),
            {"ВсОШ": "всероссийская олимпиада школьников"},
        ),
        (
            ("управление образования Лесного округа (далее по тексту – УО)",),
            {"УО": "управление образования Лесного округа"},
        ),
        (
            ("МКУ «Центр развития» (далее – МКУ ЦР) и комитет образования (КО)",),
            {"ЦР": "Центр развития", "КО": "комитет образования"},
        ),
        (
            ("федеральная система оценки качества (далее – ФС ОК)",),
            {"ФС ОК": "федеральная система оценки качества"},
        ),
        (("ВПР – декабрь", "ОГЭ – май, июнь", "Куратор школы (далее – куратор)"), {}),
    ],
)
def test_abbreviations_are_explained_in_many_ways(lines, explained):
    assert abbreviations_of(document_of(*lines)) == explained


def test_a_table_of_abbreviations_is_no_plan():
    rows = [("Сокращение", "Расшифровка"), ("УО", "Управление образования")]
    document = document_of("Дорожная карта поддержки школ на 2025 год", PLAN, rows)
    assert abbreviations_of(document) == {"УО": "Управление образования"}
    assert plan_of(document).tables[-1].kind is TableKind.IGNORED


def test_footnotes_explain_abbreviations_and_are_told_otherwise():
    footnotes = ("КО – комитет образования.", "Проводится во всех школах.")
    document = Document("docx", document_of("План", PLAN).blocks, footnotes=footnotes)
    assert abbreviations_of(document) == {"КО": "комитет образования"}
    told = [issue.text for issue in plan_of(document).issues if issue.severity is Severity.INFO]
    assert told == ["Сноска не перенесена, она остаётся в документе: «Проводится во всех школах.»"]


def test_footnotes_of_word_are_read_apart_from_the_text():
    note = f'<w:footnotes xmlns:w="{W_NS}"><w:footnote w:type="separator">{paragraph("---")}'
    note += f'</w:footnote><w:footnote w:id="1">{paragraph("Сноска первая")}</w:footnote>'
    found = read_document(word_xml(paragraph("Текст"), footnotes=f"{note}</w:footnotes>".encode()))
    assert found.footnotes == ("Сноска первая",)
    assert [block.text for block in found.blocks] == ["Текст"]


def test_footnotes_of_an_open_document_are_read_apart_from_the_text():
    note = "<text:note><text:note-body><text:p>Сноска первая</text:p></text:note-body></text:note>"
    found = read_document(odt(f"<text:p>Текст{note}</text:p>"))
    assert found.footnotes == ("Сноска первая",)
    assert [block.text for block in found.blocks] == ["Текст"]
