"""What a plan calls itself and the years it is for."""

import docx
import pytest

from core.office.documents import Paragraph
from core.office.reading import read_document
from roadmaps.parsing.plan_years import begun, years_in, years_of_deadlines, years_of_term
from roadmaps.parsing.plans import plan_of
from roadmaps.parsing.titles import find_title
from tests.unit.plans.making import saved


def title_of(*lines):
    return find_title([Paragraph(line) for line in lines], ())


def test_a_title_in_a_frame_is_the_plans_title():
    document = docx.Document()
    frame = document.add_table(1, 1).cell(0, 0)
    frame.text = "План совместных действий школ\nи управления образования на 2025 год"
    table = frame.add_table(2, 3)
    rows = (("Мероприятие", "Срок", "Исполнитель"), ("Сверка", "май", "Методист"))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    frame.add_paragraph()
    plan = plan_of(read_document(saved(document)))
    assert plan.title == "План совместных действий школ и управления образования на 2025 год"
    assert plan.years == (2025, 2025)
    assert [a.title for a in plan.activities] == ["Сверка"]


@pytest.mark.parametrize(
    "title",
    [
        "План мероприятий по поддержке школ Лесного округа на 2024–2026 гг.",
        "Календарный план поддержки школ Прибрежной зоны на 2024 год",
        "Комплексная программа «Ступени роста» Лесного округа на 2024-2025 уч. г.",
        "Антирисковая программа «Дефицит кадров» МБОУ «Лесная школа» на 2025 год",
        "Система мер по преодолению рисков низких результатов, 2025 год",
        "Муниципальный проект «Школа возможностей» на 2024/25 учебный год",
        "Перечень мероприятий по повышению качества образования на 2025 год",
        "Концепция поддержки школ Лесного округа на 2025–2030 годы",
    ],
)
def test_plans_have_many_names(title):
    assert title_of("Приложение", "", title, "", "Текст.") == title


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ("ДОРОЖНАЯ КАРТА", "", "по поддержке школ", "округа"),
            "ДОРОЖНАЯ КАРТА по поддержке школ округа",
        ),
        (("П Л А Н", "работы со школами", "на 2025 год"), "ПЛАН работы со школами на 2025 год"),
        (("План поддержки школ на 2025 год", "г. Лесной, 2024"), "План поддержки школ на 2025 год"),
        (("План поддержки школ на 2025 год", "Состав группы"), "План поддержки школ на 2025 год"),
        (("План поддержки на 2025 г.", "В районе 14 школ."), "План поддержки на 2025 г."),
        (("План поддержки школ", "Срок реализации: 2025 год"), "План поддержки школ"),
        (
            ("ПАСПОРТ", "муниципальной программы «Опора» на 2024–2026 годы"),
            "муниципальной программы «Опора» на 2024–2026 годы",
        ),
    ],
)
def test_a_title_of_several_lines_ends_where_it_ends(lines, title):
    assert title_of(*lines) == title


def test_a_sentence_about_the_plan_is_not_its_title():
    lines = ("Программа развития школ разработана отделом", "", "Дорожная карта поддержки школ")
    assert title_of(*lines) == "Дорожная карта поддержки школ"
    assert title_of("Настоящая программа поддержки школ") == ""


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("План по результатам ВПР 2023 года на 2024 год", 2024, 2024),
        ("План по итогам 2022/2023 учебного года на 2023/2024 учебный год", 2023, 2024),
        ("Карта по причинам низких результатов за 2021–2023 годы на 2024 год", 2024, 2024),
        ("План на 2024, 2025 и 2026 годы", 2024, 2026),
        ("Карта (01.09.2024 – 31.05.2025)", 2024, 2025),
        ("с 1 сентября 2024 года по 31 мая 2025 года", 2024, 2025),
        ("сентябрь 2024 – май 2025", 2024, 2025),
        ("Карта проекта «500+» (2025)", 2025, 2025),
    ],
)
def test_the_years_a_plan_is_for_are_told_from_those_it_rests_on(text, first, last):
    years = years_in(text)
    assert (years.first, years.last) == (first, last)


def test_stages_of_a_term_are_read_together():
    years = years_of_term("I этап – 2024 год, II этап – 2025–2026 годы")
    assert (years.first, years.last) == (2024, 2026)


def test_a_plan_until_a_year_begins_with_its_deadlines():
    years = years_in("Дорожная карта на период до 2027 года")
    assert years.is_limit
    deadlines = years_of_deadlines(["май 2025", "июнь 2025", "2026 год"])
    assert (begun(years, deadlines).first, begun(years, deadlines).last) == (2025, 2027)
    assert begun(years, None) == years


def test_a_dash_at_the_beginning_of_a_line_joins_it_to_the_title():
    lines = ("План мер по преодолению рисков школ", "– участниц проекта «500+» округа в 2026 году")
    assert title_of(*lines, "", "Текст.") == " ".join(lines)
    assert title_of("План мер на 2026 год", "– сбор данных;", "– анализ.") == "План мер на 2026 год"
