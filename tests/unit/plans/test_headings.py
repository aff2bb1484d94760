"""Headings above tables and inside them as sections: drawn alike, repeated, going on."""

import pytest

from roadmaps.parsing.draft import ActivityKind, SectionKind
from tests.unit.plans.making import Wide, add_table
from tests.unit.plans.test_shapes import HEAD, ONE, TWO, draft, of_document, section_names, started

OTHER_HEAD = ("Что делаем", "Когда", "Кто отвечает", "Продукт", "Охват")
OTHER = ("Курсы для учителей", "июнь 2025", "ЦРО", "Удостоверения", "30 человек")


def test_a_table_per_section_under_its_heading():
    document = started()
    for heading, row in (("Раздел 1. Управление", ONE), ("Раздел 2. Кадры", TWO)):
        document.add_heading(heading, 2)
        add_table(document, [HEAD, row])
    assert section_names(of_document(document)) == ["Управление", "Кадры"]


def test_a_table_per_section_may_order_its_columns_anew():
    document = started()
    turned = [tuple(reversed(HEAD)), tuple(reversed(TWO))]
    for heading, rows in (("Управление", [HEAD, ONE]), ("Кадры", turned)):
        document.add_heading(heading, 2)
        add_table(document, rows)
    assert section_names(of_document(document)) == ["Управление", "Кадры"]


def test_nested_headings_over_tables_are_nested_sections():
    document = started()
    document.add_heading("Мероприятия", 1)
    for level, heading, row in (
        (2, "1. Управление", ONE),
        (2, "2. Кадры", None),
        (3, "2.1. Курсы", TWO),
        (3, "2.2. Наставники", ONE),
    ):
        document.add_heading(heading, level)
        if row:
            add_table(document, [HEAD, row])
    plan = of_document(document)
    assert [(s.parent, s.number, s.title) for s in plan.sections] == [
        (None, "1.", "Управление"),
        (None, "2.", "Кадры"),
        (2, "2.1.", "Курсы"),
        (2, "2.2.", "Наставники"),
    ]
    assert [a.section for a in plan.activities] == [1, 3, 4]


def bold(document, text):
    document.add_paragraph().add_run(text).bold = True


@pytest.mark.parametrize(
    "heads",
    [
        ("Направление 1. Управление", "Направление 2. Кадры"),
        ("1. Управление", "2. Кадры"),
        ("УПРАВЛЕНИЕ", "КАДРЫ"),
    ],
)
def test_tables_of_other_columns_under_headings_of_one_look_are_sections(heads):
    document = started()
    for heading, rows in zip(heads, ([HEAD, ONE], [OTHER_HEAD, OTHER]), strict=True):
        document.add_paragraph(heading)
        add_table(document, rows)
    plan = of_document(document)
    assert [name.capitalize() for name in section_names(plan)] == ["Управление", "Кадры"]
    assert [a.title for a in plan.activities] == ["Сбор данных о школах", "Курсы для учителей"]


def test_bold_headings_with_a_sentence_beneath_are_sections():
    document = started()
    for heading, rows in (("Управление", [HEAD, ONE]), ("Кадры", [OTHER_HEAD, OTHER])):
        bold(document, heading)
        document.add_paragraph(f"Направление отвечает за {heading.lower()} округа.")
        add_table(document, rows)
    assert section_names(of_document(document)) == ["Управление", "Кадры"]


def test_headings_over_figures_passports_and_indicators_are_no_sections():
    document = started()
    figures = [("Школа", "2022", "2023"), ("Школа № 1", "41", "40"), ("Школа № 2", "35", "33")]
    passport = [("Разработчик", "Отдел образования"), ("Цель", "Повысить качество")]
    indicators = [("Показатель", "2024", "2025"), ("Доля школ, %", "10", "5")]
    for heading, rows in (
        ("1. Паспорт", passport),
        ("2. Статистика", figures),
        ("3. Мероприятия", [HEAD, ONE]),
        ("4. Показатели", indicators),
    ):
        bold(document, heading)
        add_table(document, rows)
    plan = of_document(document)
    assert plan.sections == ()
    assert len(plan.activities) == 1


def test_captions_are_no_sections_and_do_not_hide_the_heading_above_them():
    document = started()
    for number, (heading, rows) in enumerate(
        (("Управление", [HEAD, ONE]), ("Кадры", [OTHER_HEAD, OTHER])), 1
    ):
        bold(document, heading)
        bold(document, f"Таблица {number} – Перечень мероприятий")
        add_table(document, rows)
    assert section_names(of_document(document)) == ["Управление", "Кадры"]


def test_captions_alone_name_nothing():
    document = started()
    for number, rows in enumerate(([HEAD, ONE], [OTHER_HEAD, OTHER]), 1):
        bold(document, f"Приложение {number}")
        add_table(document, rows)
    assert of_document(document).sections == ()


def test_a_table_that_goes_on_stays_in_the_section_of_the_part_above():
    document = started()
    for heading, row in (
        ("Управление", ONE),
        ("Кадры", TWO),
        ("Продолжение таблицы 2", ONE),
        ("Кадры (продолжение)", TWO),
    ):
        document.add_paragraph(heading)
        add_table(document, [HEAD, row])
    plan = of_document(document)
    assert [section.title for section in plan.sections] == ["Управление", "Кадры"]
    assert section_names(plan) == ["Управление", "Кадры", "Кадры", "Кадры"]


@pytest.mark.parametrize(
    "again", ["1. Кадры (продолжение)", "1. Кадры", "1. КАДРЫ (окончание таблицы)"]
)
def test_a_section_named_again_goes_on(again):
    plan = draft([HEAD, Wide("1. Кадры"), ONE, HEAD, Wide(again), TWO])
    assert [section.title for section in plan.sections] == ["Кадры"]
    assert section_names(plan) == ["Кадры", "Кадры"]


def test_a_section_may_go_on_after_another():
    three = ("3", "Сверка", "июль 2024", "Отдел")
    rows = [HEAD, Wide("1. Кадры"), Wide("Школьный уровень"), ONE, Wide("2. Ресурсы"), TWO]
    plan = draft([*rows, Wide("1. Кадры (продолжение)"), three, Wide("3. Ученики"), ONE])
    assert section_names(plan) == ["Школьный уровень", "Ресурсы", "Кадры", "Ученики"]
    assert [s.parent for s in plan.sections] == [None, 1, None, None]
    assert plan.sections[1].kind is SectionKind.LEVEL


def test_levels_of_one_name_stay_apart():
    levels = [Wide("1. Кадры"), Wide("Школьный уровень"), ONE]
    levels += [Wide("2. Ресурсы"), Wide("Школьный уровень"), TWO]
    assert [s.parent for s in draft([HEAD, *levels]).sections] == [None, 1, None, 3]


def test_an_activity_that_goes_on_with_something_is_no_note():
    plan = draft([HEAD, ONE, ("2", "Продолжение работы с кадрами", "", "")])
    assert [a.title for a in plan.activities][1:] == ["Продолжение работы с кадрами"]


def test_tables_that_go_on_without_a_header_have_sections_under_headings():
    document = started()
    for heading, rows in (("Блок 1. Анализ", [HEAD, ONE]), ("Блок 2. Кадры", [TWO])):
        bold(document, heading)
        add_table(document, rows)
    plan = of_document(document)
    assert section_names(plan) == ["Анализ", "Кадры"]
    assert [a.title for a in plan.activities] == [ONE[1], TWO[1]]


def test_checkpoints_under_a_heading_of_the_sections_look_are_a_section():
    document = started()
    points = [("Контрольная точка", "Дата", "Ответственный"), ("Отчёт сдан", "30.04.2025", "ЦРО")]
    for heading, rows in (
        ("Раздел I. Управление", [HEAD, ONE]),
        ("Раздел II. Кадры", [OTHER_HEAD, OTHER]),
        ("Раздел III. Контрольные точки", points),
    ):
        document.add_heading(heading, 2)
        add_table(document, rows)
    plan = of_document(document)
    assert section_names(plan) == ["Управление", "Кадры", "Контрольные точки"]
    assert plan.activities[-1].kind is ActivityKind.CHECKPOINT


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("I. Организационные мероприятия", ["Организационные мероприятия"]),
        ("Раздел 1. Работа с кадрами", ["Работа с кадрами"]),
        ("Направление «Кадры»", ["Кадры"]),
        ("II. План мероприятий", []),
        ("Раздел 3. Мероприятия по реализации программы", []),
        ("2. План мероприятий", []),
        ("3. Работа с кадрами", []),
        ("Перечень мероприятий", []),
    ],
)
def test_a_heading_over_the_only_table_is_a_section_where_it_names_a_part(heading, names):
    document = started()
    document.add_heading(heading, 2)
    add_table(document, [HEAD, ONE])
    plan = of_document(document)
    assert section_names(plan) == (names or [None])
    assert heading not in plan.title
