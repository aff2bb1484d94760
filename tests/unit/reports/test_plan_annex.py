"""The annex of a plan as a document: what an office sends to be signed."""

from dataclasses import replace
from datetime import date

import pytest

from reports.domain.approval import approval_lines, approved, genitive
from reports.domain.document import (
    COVERED,
    Document,
    Heading,
    Merged,
    NumberedList,
    Orientation,
    Paragraph,
    Row,
    RowKind,
    Table,
)
from reports.domain.office import Office
from reports.domain.plan_annex import compose
from reports.domain.plan_facts import (
    PlanActivity,
    PlanFacts,
    PlanIndicator,
    PlanPartner,
    PlanSection,
    PlanTable,
)
from reports.renderers.line_counts import TEXT_WIDTH_MM
from roadmaps.domain.plan_tables import TEXT_OF_ROLE, PlanColumn

OFFICE = Office("Управление образования Озёрного округа", "Озёрный округ")
DAY = date(2026, 11, 21)
COLUMNS = (
    PlanColumn("№ п/п", "number"),
    PlanColumn("Что делаем", "title"),
    PlanColumn("Срок", "deadline"),
    PlanColumn("Кто", "responsible"),
)


def row(section: int | None, number: str, title: str, **texts: str) -> PlanActivity:
    words = dict.fromkeys(TEXT_OF_ROLE.values(), "") | texts
    extra = words.pop("extra", "")
    kept = (("Участники", extra),) if extra else ()
    return PlanActivity(section, words | {"number": number, "title": title}, kept)


def plan(*rows: PlanActivity, columns=COLUMNS, sections=(), **facts) -> PlanFacts:
    table = PlanTable("activity", "", columns, rows)
    title = facts.pop("title", "Дорожная карта на 2026–2027 годы")
    return PlanFacts(title, 2026, 2027, sections=sections, tables=(table,), **facts)


def made(facts: PlanFacts) -> Document:
    return compose(facts, OFFICE, DAY)


def tables(facts: PlanFacts) -> list[Table]:
    return list(made(facts).tables())


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("Дорожная карта по поддержке школ", "УТВЕРЖДЕНА"),
        ("Муниципальная программа «Шаги»", "УТВЕРЖДЕНА"),
        ("ПЛАН МЕРОПРИЯТИЙ («дорожная карта»)", "УТВЕРЖДЁН"),
        ("План-график контроля", "УТВЕРЖДЁН"),
        ("Комплекс мер по повышению качества", "УТВЕРЖДЁН"),
        ("Мероприятия по поддержке школ", "УТВЕРЖДЕНЫ"),
        ("О мерах поддержки школ", "УТВЕРЖДЕНО"),
    ],
)
def test_approval_agrees_with_the_name_of_the_plan(title, word):
    assert approved(title) == word


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Управление образования Озёрного округа", "Управления образования Озёрного округа"),
        ("Районный отдел образования", "Районного отдела образования"),
        ("Комитет по образованию", "Комитета по образованию"),
        ("МКУ «Управление образования»", "МКУ «Управление образования»"),
        ("учреждение отдел образования", "учреждения отдела образования"),
        ("", ""),
    ],
)  # fmt: skip
def test_the_office_stands_in_the_genitive(name, expected):
    assert genitive(name) == expected


def test_corner_of_an_approved_plan_and_of_a_project():
    approved_lines = approval_lines("План", OFFICE.name, "420", DAY, is_approved=True)
    assert approved_lines == (
        "Приложение", "УТВЕРЖДЁН", "приказом Управления образования Озёрного округа",
        "от 21.11.2026 №\u00a0420",
    )  # fmt: skip
    project = approval_lines("План", OFFICE.name, "", None, is_approved=False)
    assert project == (
        "ПРОЕКТ", "Приложение", "к приказу Управления образования Озёрного округа",
        "от ____________ №\u00a0________",
    )  # fmt: skip


def test_columns_are_the_offices_own_and_sections_lie_over_all_of_them():
    sections = (
        PlanSection(1, None, "I.", "Подготовка", "section"),
        PlanSection(2, 1, "1", "Кадры", "section"),
    )
    (table,) = tables(plan(row(1, "1", "Совет"), row(2, "2", "Курсы"), sections=sections))
    assert [column.title for column in table.columns] == ["№ п/п", "Что делаем", "Срок", "Кто"]
    head, council, inner, courses = table.rows
    assert head == Row(("I. Подготовка",), RowKind.SECTION)
    assert council.cells == ("1", "Совет", "", "")
    # A number without a full stop would melt into the title: it keeps its own column.
    assert inner == Row(("1", Merged("Кадры", 3), COVERED, COVERED), RowKind.SECTION, level=2)
    assert courses.cells[1] == "Курсы"


def test_grouping_columns_are_merged_downwards():
    columns = (PlanColumn("Направление", "direction"), *COLUMNS[1:])
    sections = (
        PlanSection(1, None, "", "Этап подготовки", "stage"),
        PlanSection(2, 1, "", "Кадры", "direction"),
        PlanSection(3, 1, "", "Родители", "direction"),
    )
    rows = (row(2, "", "Курсы"), row(2, "", "Совет"), row(3, "", "Собрание"))
    (table,) = tables(plan(*rows, columns=columns, sections=sections))
    assert table.rows[0].cells == ("Этап подготовки",)
    assert [one.cells[0] for one in table.rows[1:]] == [
        Merged("Кадры", rows=2),
        COVERED,
        "Родители",
    ]


def test_a_section_without_rows_keeps_its_place():
    sections = tuple(PlanSection(i, None, f"{i}.", f"Раздел {i}", "section") for i in (1, 2, 3))
    (table,) = tables(plan(row(1, "1", "Совет"), row(3, "2", "Курсы"), sections=sections))
    assert [one.cells[0] for one in table.rows] == [
        "1. Раздел 1", "1", "2. Раздел 2", "3. Раздел 3", "2",
    ]  # fmt: skip


def test_texts_without_a_column_get_one():
    rows = (
        row(None, "1.1", "Совет", deliverable="Протокол"),
        row(None, "1.2", "Курсы", extra="Педагоги"),
    )
    (table,) = tables(plan(*rows))
    assert [column.title for column in table.columns][4:] == ["Итоговый документ", "Участники"]
    assert [one.cells[4:] for one in table.rows] == [("Протокол", ""), ("", "Педагоги")]


def test_a_plan_made_in_the_portal_has_the_portals_columns():
    (table,) = tables(plan(row(None, "", "Совет", deadline_text="май"), columns=()))
    assert [column.title for column in table.columns] == [
        "Мероприятие", "Срок исполнения", "Ответственные", "Итоговый документ",
    ]  # fmt: skip


def test_numbers_stand_before_titles_where_the_office_had_them_so():
    (table,) = tables(plan(row(None, "1.1.", "Совет"), columns=COLUMNS[1:]))
    assert table.rows[0].cells[0] == "1.1. Совет"
    (table,) = tables(plan(row(None, "7", "Совет"), columns=COLUMNS[1:]))
    assert table.rows[0].cells[:2] == ("7", "Совет")


def test_goal_objectives_and_term_stand_before_the_table():
    facts = plan(
        row(None, "1", "Совет"), title="Дорожная карта", goal="Рост", objectives=("а", "б")
    )
    assert made(facts).blocks[:4] == (
        Paragraph("Срок реализации: 2026–2027 годы"),
        Paragraph("Цель: Рост"),
        Paragraph("Задачи:"),
        NumberedList(("а", "б")),
    )
    by_years = replace(facts, school_years=True)
    assert made(by_years).blocks[0] == Paragraph("Срок реализации: 2026/27 учебный год")


def test_what_the_passport_says_is_not_said_twice():
    passport = (("Наименование программы", "Шаги"), ("Цель программы", "Рост"), ("Срок", "2026"))
    blocks = made(plan(row(None, "1", "Совет"), goal="Рост", passport=passport)).blocks
    assert blocks[0] == Heading("Паспорт")
    assert not any(isinstance(block, Paragraph) for block in blocks)
    assert isinstance(blocks[1], Table)
    assert not blocks[1].has_header


def test_directions_among_the_rows_are_told_by_a_list_or_by_their_own_words():
    sections = tuple(PlanSection(i, None, "", f"Работа {i}", "direction") for i in (1, 2))
    rows = (row(1, "1", "Совет"), row(2, "2", "Курсы"))
    two = made(plan(*rows, sections=sections)).blocks
    assert two[:2] == (Paragraph("Основные направления:"), NumberedList(("Работа 1", "Работа 2")))
    (table,) = tables(plan(rows[0], sections=sections[:1]))
    assert table.rows[0].cells == ("Направление: Работа 1",)


def test_rows_of_another_kind_are_told_by_a_heading():
    points = PlanTable("checkpoint", "", COLUMNS, (row(None, "1", "Итоги"),))
    facts = plan(row(None, "1", "Совет"))
    headings = [
        block.text
        for block in made(replace(facts, tables=(*facts.tables, points))).blocks
        if isinstance(block, Heading)
    ]
    assert headings == ["Мероприятия", "Контрольные точки"]


def test_indicators_by_years_and_as_sentences():
    table = PlanIndicator(
        "Доля школ", "%", "<=", (2024, "48.5"), ((2026, "50"), (2027, "60")), None
    )
    said = PlanIndicator("Доля школ – не менее 60 %", "%", ">=", None, ((2027, "60"),), None)
    facts = plan(row(None, "1", "Совет"), indicators=(table, said))
    assert Paragraph("Целевые показатели:") in made(facts).blocks
    figures = tables(facts)[-1]
    assert [column.title for column in figures.columns] == [
        "Показатель", "Единица измерения", "Исходное значение (2024)", "2026 год", "2027 год",
    ]  # fmt: skip
    assert figures.rows[0].cells[3:] == ("не более 50", "не более 60")


def test_tasks_by_years_and_partners():
    facts = plan(
        row(None, "1", "Совет"),
        year_tasks=(("Кадры", 2026, "Курсы"), ("Кадры", 2027, "Итоги"), ("Среда", 2027, "Отчёт")),
        partners=(
            PlanPartner("Озёрная СОШ", "Лесная гимназия", "school", ""),
            PlanPartner("Озёрная СОШ", "Физик высшей категории", "teacher", ""),
        ),
    )
    _, tasks, partners = tables(facts)
    assert [one.cells for one in tasks.rows] == [
        ("Кадры", "Курсы", "Итоги"),
        ("Среда", "—", "Отчёт"),
    ]
    assert [column.title for column in partners.columns][1:] == [
        "Школа-партнёр",
        "Педагог-наставник",
    ]
    assert partners.rows[1].cells == ("Озёрная СОШ", "", "Физик высшей категории")


def test_many_columns_lie_across():
    few = plan(row(None, "1", "Совет"))
    many = plan(row(None, "1", "Совет", deliverable="Акт", funding_text="12 тыс. руб. в год"))
    assert made(few).orientation is Orientation.PORTRAIT
    assert made(many).orientation is Orientation.LANDSCAPE


@pytest.mark.parametrize("number", ["1.", "1.10.", "1.2.10."])
def test_a_number_stands_on_one_line(number):
    long = "Проведение семинара для заместителей директоров школ с низкими результатами"
    (table,) = tables(plan(row(None, number, long, deadline_text="май", responsible_text=long)))
    share = table.columns[0].width / sum(column.width for column in table.columns)
    letters = (TEXT_WIDTH_MM[Orientation.PORTRAIT] * share - 2.5) / 2.15
    assert letters >= len(number)
