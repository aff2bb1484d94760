"""Sections, months and years of plans, lists without a table, rows that are no activities."""

import pytest

from roadmaps.parsing.draft import SectionKind
from tests.unit.plans.making import Wide, add_table, merge_down
from tests.unit.plans.shapes import (
    HEAD,
    LINES,
    ONE,
    TWO,
    draft,
    of_document,
    rows_of,
    section_names,
    started,
)


def test_repeated_headers_column_numbers_and_totals_are_no_activities():
    plan = draft([HEAD, ("1", "2", "3", "4"), ONE, HEAD, TWO, ("", "Итого: 2", "", "")])
    assert rows_of(plan) == [ONE, TWO]
    assert any("Итого" in issue.text for issue in plan.issues)


@pytest.mark.parametrize("merged", [True, False])
def test_directions_and_objectives_stand_in_columns(merged):
    document = started()
    table = add_table(
        document,
        [
            ("Целевые направления", "Задачи", "Наименование мероприятия", "Сроки", "Исполнители"),
            ("Кадры", "Задача 1. Обучить", "Курсы", "октябрь", "ЦРО"),
            ("", "", "Семинар", "ноябрь", "ЦРО"),
            ("", "Задача 2. Удержать", "Наставничество", "в течение года", "ЦРО"),
            ("Ресурсы", "Задача 1. Оснастить", "Закупка", "май", "Отдел"),
        ],
    )
    if merged:
        merge_down(table, 0, 1, 3)
        merge_down(table, 1, 1, 2)
    plan = of_document(document)
    assert [(s.kind, s.parent, s.number, s.title) for s in plan.sections] == [
        (SectionKind.DIRECTION, None, "", "Кадры"),
        (SectionKind.OBJECTIVE, 1, "Задача 1.", "Обучить"),
        (SectionKind.OBJECTIVE, 1, "Задача 2.", "Удержать"),
        (SectionKind.DIRECTION, None, "", "Ресурсы"),
        (SectionKind.OBJECTIVE, 4, "Задача 1.", "Оснастить"),
    ]
    assert [a.section for a in plan.activities] == [2, 2, 3, 5]


def test_sections_nest_by_number_and_level():
    plan = draft(
        [
            HEAD,
            Wide("1. Аналитика"),
            Wide("Муниципальный уровень"),
            ("1.1", "Сбор данных", "май", "Отдел"),
            Wide("Уровень школы"),
            ("1.2", "Анализ", "май", "Школы"),
            Wide("2. Кадры"),
            Wide("Муниципальный уровень"),
            ("2.1", "Курсы", "июнь", "Отдел"),
            ("3.", "Подведение итогов", "декабрь", "Отдел"),
        ]
    )
    assert [(s.parent, s.number, s.title) for s in plan.sections] == [
        (None, "1.", "Аналитика"),
        (1, "", "Муниципальный уровень"),
        (1, "", "Уровень школы"),
        (None, "2.", "Кадры"),
        (4, "", "Муниципальный уровень"),
    ]
    assert [a.section for a in plan.activities] == [2, 3, 5, None]


def test_a_section_row_need_not_be_merged():
    plan = draft(
        [
            HEAD,
            ("1", "Организационные меры", "", ""),
            ("1.1", "Сбор данных", "май", "Отдел"),
            ("2", "Методические меры", "", ""),
            ("2.1", "Семинар", "июнь", "Отдел"),
            ("2.2", "Конкурс", "", ""),
        ]
    )
    assert [s.title for s in plan.sections] == ["Организационные меры", "Методические меры"]
    assert [a.title for a in plan.activities] == ["Сбор данных", "Семинар", "Конкурс"]
    assert any("Не указан срок и ответственный" in issue.text for issue in plan.issues)


def test_plans_that_count_through_keep_their_sections():
    rows = [HEAD, Wide("1. Первый"), ONE, TWO, Wide("2. Второй"), ("3", "Итоги", "май", "Отдел")]
    assert section_names(draft(rows)) == ["Первый", "Первый", "Второй"]


def test_months_as_sections_complete_the_days():
    plan = draft(
        [
            HEAD,
            Wide("Сентябрь"),
            ("1", "Совещание", "до 15", "Отдел"),
            Wide("Октябрь"),
            ("2", "Семинар", "", "Отдел"),
        ],
        lines=("План работы на 2024/2025 учебный год",),
    )
    ends = [activity.deadline.occurrences[0].end.isoformat() for activity in plan.activities]
    assert ends == ["2024-09-15", "2024-10-31"]
    assert plan.school_years


def test_a_year_as_a_section_bounds_its_deadlines():
    rows = [HEAD, Wide("2025 год"), ("1", "Сбор данных", "март", "Отдел")]
    (activity,) = draft(rows).activities
    assert [span.start.year for span in activity.deadline.occurrences] == [2025]


def test_ditto_marks_repeat_the_cell_above():
    plan = draft([HEAD, ONE, ("2", "Второе дело", "-//-", "»")])
    assert plan.activities[1].deadline_text == "май 2024"
    assert plan.activities[1].responsible_text == "Отдел образования"
    assert plan.activities[1].cells["deadline_text"].row == 2


def test_the_titles_last_line_is_no_section_though_tables_share_their_header():
    document = started()
    add_table(document, [HEAD, Wide("Кадры"), ONE])
    document.add_paragraph("Продолжение таблицы")
    add_table(document, [HEAD, TWO])
    plan = of_document(document)
    assert section_names(plan) == ["Кадры", "Кадры"]
    assert plan.title == " ".join(LINES)


def test_sections_lose_the_word_that_their_kind_says():
    rows = [HEAD, Wide("Направление «Кадры»"), ONE, Wide("I этап. Подготовка"), TWO]
    plan = draft(rows)
    assert [(s.number, s.title, s.kind) for s in plan.sections] == [
        ("", "Кадры", SectionKind.DIRECTION),
        ("I этап", "Подготовка", SectionKind.STAGE),
    ]


def test_what_a_total_is_made_of_is_no_activity():
    head = (*HEAD, "Всего, тыс. руб.", "2025 год")
    rows = [head, (*ONE, "10,0", "10,0"), ("", "Всего, в том числе:", "", "", "10,0", "10,0")]
    rows += [("", "местный бюджет", "", "", "7,0", "7,0"), ("", "иной", "", "", "–", "–")]
    assert [activity.title for activity in draft(rows).activities] == [ONE[1]]


def test_numbers_with_a_comma_or_a_roman_beginning_are_numbers():
    rows = [HEAD, ("1,1", *ONE[1:]), ("I.2", *TWO[1:]), ("01.03.2025", "Третье", "май", "Отдел")]
    assert [activity.number for activity in draft(rows).activities] == ["1.1", "I.2", "1.3"]


def test_a_list_without_a_table_is_a_plan():
    document = started()
    for line in (
        "1. Организационные меры",
        "1.1. Провести совещание. Срок: до 20.11.2024. Ответственный: Елагина О.П.",
        "1.2. Утвердить план.",
        "Срок: декабрь 2024 г.",
        "Ответственные: руководители ОО",
    ):
        document.add_paragraph(line)
    plan = of_document(document)
    assert rows_of(plan) == [
        ("1.1.", "Провести совещание", "до 20.11.2024", "Елагина О.П."),
        ("1.2.", "Утвердить план", "декабрь 2024 г.", "руководители ОО"),
    ]
    assert section_names(plan) == ["Организационные меры"] * 2


def test_a_title_inside_the_table_is_no_section():
    rows = [Wide("План мероприятий школ округа на 2025 год"), HEAD, ONE, TWO]
    plan = draft(rows, lines=("Приложение",))
    assert plan.sections == ()
    assert plan.title == "План мероприятий школ округа на 2025 год"
    assert plan.years == (2025, 2025)


def test_a_final_meeting_is_not_a_total():
    plan = draft([HEAD, ("1", "Итоговое совещание директоров", "май 2025", "Отдел"), TWO])
    assert len(plan.activities) == 2


def test_a_section_may_stand_without_number_among_numbered_rows():
    rows = [HEAD, ("", "Организация", "", ""), ONE, ("", "Методика", "", ""), TWO]
    assert section_names(draft(rows)) == ["Организация", "Методика"]


def test_words_repeated_in_every_cell_are_a_section():
    rows = [HEAD, ("1. Раздел",) * 4, ONE, TWO]
    assert section_names(draft(rows)) == ["Раздел", "Раздел"]


def test_notes_over_the_whole_width_are_told_not_sections():
    plan = draft([HEAD, ONE, TWO, Wide("* по согласованию"), Wide("Ожидаемый результат: рост")])
    assert plan.sections == ()
    assert sum("Пояснение" in issue.text for issue in plan.issues) == 2


def test_a_bare_section_number_takes_its_name_from_the_row_below():
    rows = [HEAD, Wide("Раздел 1"), Wide("Управление"), ONE, Wide("Раздел 2"), Wide("Кадры"), TWO]
    assert [(s.number, s.title) for s in draft(rows).sections] == [
        ("Раздел 1", "Управление"),
        ("Раздел 2", "Кадры"),
    ]


def test_roman_rows_are_sections_of_arabic_ones():
    head = ("Мероприятие", "Срок", "Ответственный")
    rows = [head, ("I. Управление", "", ""), ("1. Сбор", "май", "Отдел"), ("2. Анализ", "июнь", "")]
    rows += [("II. Кадры", "", ""), ("3. Курсы", "июль", "Отдел")]
    assert section_names(draft(rows)) == ["Управление", "Управление", "Кадры"]


def test_rows_of_one_cell_head_the_rows_of_many_where_nothing_is_numbered():
    head = ("Мероприятие", "Срок", "Ответственный")
    rows = [head, ("Управление", "", ""), ONE[1:], ("Кадры", "", ""), TWO[1:]]
    assert section_names(draft(rows)) == ["Управление", "Кадры"]
    plan = draft([head, ONE[1:], TWO[1:], ("Открытые уроки", "", "")])
    assert len(plan.activities) == 3


def test_a_list_in_the_cell_of_a_month_is_its_activities():
    head = ("Месяц", "Содержание работы", "Ответственный")
    rows = [head, ("Сентябрь", "1. Совещание\n2. Сбор данных", "Отдел"), ("Май", "1. Слёт", "")]
    assert [(a.title, a.deadline_text) for a in draft(rows).activities] == [
        ("Совещание", "Сентябрь"),
        ("Сбор данных", "Сентябрь"),
        ("Слёт", "Май"),
    ]


def test_a_year_above_the_header_bounds_the_rows_beneath_it():
    rows = [Wide("2025 год"), HEAD, ("1", "Сбор данных", "май", "Отдел", "")]
    plan = draft(rows, ["План мероприятий на 2024–2026 годы"])
    assert section_names(plan) == ["2025 год"]
    [span] = plan.activities[0].deadline.occurrences
    assert span.end.isoformat() == "2025-05-31"


def test_quarters_hold_the_sections_beneath_them():
    rows = [HEAD, Wide("I квартал"), Wide("Диагностика"), ONE, Wide("Курсы"), TWO]
    plan = draft([*rows, Wide("II квартал"), Wide("Диагностика"), ONE])
    assert [(s.parent, s.title) for s in plan.sections] == [
        (None, "I квартал"),
        (1, "Диагностика"),
        (1, "Курсы"),
        (None, "II квартал"),
        (4, "Диагностика"),
    ]


def test_a_part_of_the_plan_after_its_months_stands_beside_them():
    plan = draft([HEAD, Wide("Январь"), ONE, Wide("Февраль"), TWO, Wide("Работа школ"), ONE])
    assert {section.parent for section in plan.sections} == {None}


def test_a_ditto_mark_repeats_the_activity_too():
    plan = draft([HEAD, ONE, ("2", "-//-", "июнь 2025", "-//-")])
    assert rows_of(plan)[1] == ("2", ONE[1], "июнь 2025", ONE[3])
