"""What the portal's own annexes showed to be misread, each as the general rule that mends it."""

import docx
import pytest

from roadmaps.parsing.draft import TableKind
from roadmaps.parsing.kinds import plan_kind
from roadmaps.parsing.plan_years import Years, years_in
from roadmaps.parsing.plans import read_plan
from roadmaps.parsing.wording import tidy
from tests.unit.plans import making

ROW = ("Семинар", "май 2024", "Методист")
HEAD = ("Мероприятие", "Срок", "Ответственный")


def plan(*blocks):
    """A document of lines and tables."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
        else:
            making.add_table(document, block)
    return read_plan(making.saved(document), "plan.docx")


def test_the_term_is_no_line_of_the_title_and_surer_than_deadlines():
    draft = plan(
        "План мероприятий по поддержке школ",
        "Срок реализации: 2023–2026 годы",
        [HEAD, ROW, ("Совет", "июнь 2024", "Методист")],
    )
    assert draft.title == "План мероприятий по поддержке школ"
    assert draft.years == (2023, 2026)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("на 2023/24–2025/26 учебные годы", Years(2023, 2026, True)),
        ("на 2024/25 учебный год", Years(2024, 2025, True)),
        ("на 2023–2025 годы", Years(2023, 2025)),
    ],
)
def test_a_span_of_academic_years_runs_from_the_first_to_the_last(text, years):
    assert years_in(text) == years


def test_places_for_hyphens_are_no_letters():
    assert tidy("Ответ\u00adствен\u00adные") == "Ответственные"


def test_characters_that_nobody_sees_do_not_reach_titles() -> None:
    assert tidy("\u202eСеминар\u202c РМО") == "Семинар РМО"
    assert tidy("\ufeffНуле\u200bвой\u200d \u2067этап\u2069") == "Нулевой этап"


@pytest.mark.parametrize(
    ("caption", "kind"),
    [
        ("План по внедрению механизмов поддержки школ", TableKind.ACTIVITIES),
        ("3. Основные механизмы реализации", TableKind.MECHANISMS),
        ("Перечень контрольных точек", TableKind.CHECKPOINTS),
        ("Мероприятия, которые сопровождают контрольные точки", TableKind.ACTIVITIES),
    ],
)
def test_a_caption_names_the_rows_by_its_first_words(caption, kind):
    assert plan_kind("Мероприятие", caption) is kind


def test_goals_and_objectives_above_a_table_do_not_name_it():
    draft = plan(
        "План мероприятий по поддержке школ на 2024 год",
        "Цель: создать механизмы поддержки школ",
        "Задачи:",
        "1. выявить причины;",
        "2. Механизмы взаимодействия школ",
        [HEAD, ROW],
    )
    assert draft.tables[-1].kind is TableKind.ACTIVITIES
    assert draft.objectives == ("выявить причины", "Механизмы взаимодействия школ")


def test_a_row_of_words_is_no_header():
    rows = [
        ("Направление", "2024", "2025"),
        ("Работа с кадрами", "Провести курсы для учителей", "Оценить итоги курсов"),
        ("Сеть школ с низкими результатами", "Назначение наставников школ", "Анализ итогов"),
        ("Показатели качества", "—", "Результаты проверки работ"),
    ]  # fmt: skip
    draft = plan("План на 2024–2025 годы", [HEAD, ROW], "Задачи по годам", rows)
    assert len(draft.year_tasks) == 5
    assert draft.partnerships == ()


def test_a_cell_with_a_month_heads_no_column():
    rows = [
        ("Мероприятие", "Сроки, ответственные", "Отметка о выполнении"),
        ("Семинар", "май 2024\nМетодист", "Выполнено"),
        ("Анализ механизмов", "июнь 2024\nМетодист", "Выполнено"),
    ]
    draft = plan("План мероприятий на 2024 год", rows)
    assert [one.title for one in draft.activities] == ["Семинар", "Анализ механизмов"]


def test_a_passport_that_speaks_of_doers_first_is_a_passport():
    passport = [
        ("Исполнители", "Механизм взаимодействия школ"),
        ("Разработчик", "Управление образования"),
        ("Источники финансирования", "Местный бюджет"),
    ]
    draft = plan("Программа поддержки школ на 2024 год", passport, [HEAD, ROW])
    assert len(draft.passport) == 3
    assert len(draft.activities) == 1


def test_one_year_beside_indicators_is_a_table_of_targets():
    rows = [("Показатель", "2024 год"), ("Доля школ в перечне, %", "не менее 20")]
    draft = plan("План на 2024 год", [HEAD, ROW], "Целевые показатели", rows)
    (indicator,) = draft.indicators
    assert (indicator.comparator, indicator.targets[0].value) == (">=", "20")


def test_a_said_limit_is_stronger_than_the_course_of_the_figures():
    rows = [
        ("Показатель", "2024", "2025"),
        ("Доля успешных работ", "не менее 80", "не менее 70"),
        ("Доля школ в перечне", "80", "70"),
    ]
    draft = plan("План на 2024–2025 годы", [HEAD, ROW], "Целевые показатели", rows)
    assert [one.comparator for one in draft.indicators] == [">=", "<="]
