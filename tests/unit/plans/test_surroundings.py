"""Title, years, order, goal, objectives, targets, figures around the table of activities."""

from datetime import date

import docx
import pytest

from core.office.reading import read_document
from roadmaps.parsing.abbreviations import abbreviations_of
from roadmaps.parsing.draft import SectionKind, TableKind
from roadmaps.parsing.plan_years import years_in
from roadmaps.parsing.plans import plan_of
from tests.unit.plans.making import Wide, add_table, saved

HEAD = ("№", "Мероприятие", "Срок", "Ответственный")
ONE = ("1", "Сбор данных", "май", "Отдел")


def plan(*lines, rows=(HEAD, ONE), tables=()):
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    add_table(document, rows)
    for caption, more in tables:
        document.add_paragraph(caption)
        add_table(document, more)
    return plan_of(read_document(saved(document)))


@pytest.mark.parametrize(
    ("text", "first", "last", "school"),
    [
        ("на 2020-2021 годы", 2020, 2021, False),
        ("2023–2025 гг.", 2023, 2025, False),
        ("на 2024 год", 2024, 2024, False),
        ("на 2024/2025 учебный год", 2024, 2025, True),
        ("2024-2025 учебный год", 2024, 2025, True),
        ("на 2024/25 год", 2024, 2025, True),
        ("на 2023-2025 учебные годы", 2023, 2025, True),
        ("на 2023–2024, 2024–2025 учебные годы", 2023, 2025, True),
        ("с сентября 2023 по май 2024 года", 2023, 2024, False),
    ],
)
def test_years_are_found(text, first, last, school):
    years = years_in(text)
    assert (years.first, years.last, years.school_years) == (first, last, school)


def test_years_a_person_names_win():
    document = docx.Document()
    document.add_paragraph("План мероприятий на 2020-2021 годы")
    add_table(document, [HEAD, ONE])
    assert plan_of(read_document(saved(document)), (2023, 2024)).years == (2023, 2024)


def test_years_come_from_deadlines_where_the_title_has_none():
    rows = [HEAD] + [(str(n), f"Дело {n}", "май 2024 года", "Отдел") for n in range(1, 5)]
    assert plan("Дорожная карта", rows=rows).years == (2024, 2024)


@pytest.mark.parametrize(
    "lines",
    [
        ("УТВЕРЖДЕНА", "приказом отдела образования", "от 21.11.2023 № 42-од", "Дорожная карта"),
        ("Приложение № 1 к приказу отдела от 21 ноября 2023 г. № 42-од", "Дорожная карта"),
        ("ПРИКАЗ", "21.11.2023 № 42-од", "Дорожная карта"),
    ],
)
def test_the_plans_own_order_is_found(lines):
    order = plan(*lines).order
    assert (order.number, order.date) == ("42-од", date(2023, 11, 21))


def test_the_stamp_goes_before_the_head_of_the_order_and_what_it_cites():
    order = plan(
        "ПРИКАЗ",
        "В целях поддержки школ, в соответствии с приказом министерства от 12.07.2024 № 1108",
        "Приложение",
        "к приказу отдела образования от 28.08.2024 № 214",
        "Дорожная карта",
    ).order
    assert order.number == "214"


def test_acts_that_are_only_cited_are_not_the_order():
    cited = "Разработана на основании приказа министерства от 30.06.2020 № 316 о поддержке школ."
    assert plan("Дорожная карта", cited).order is None
    assert plan("Приложение к приказу", "от ______ № ____", "Дорожная карта").order is None


def test_title_goal_and_objectives():
    found = plan(
        "Дорожная карта",
        "поддержки школ округа на 2024 год",
        "",
        "Цель: повышение качества образования.",
        "Задачи:",
        "1. Выявить причины;",
        "2. Оказать помощь.",
        "",
        "1. Прочий текст",
    )
    assert found.title == "Дорожная карта поддержки школ округа на 2024 год"
    assert found.goal == "повышение качества образования."
    assert found.objectives == ("Выявить причины", "Оказать помощь.")


def test_a_passport_gives_what_the_text_does_not():
    passport = [
        ("Наименование программы", "Программа поддержки школ"),
        ("Цель программы", "Повысить качество"),
        ("Задачи программы", "1. Обучить;\n2. Оснастить."),
        ("Сроки реализации", "2024–2026 годы"),
    ]
    found = plan(rows=passport, tables=[("План", [HEAD, ONE])])
    assert found.title == "Программа поддержки школ"
    assert found.years == (2024, 2026)
    assert found.goal == "Повысить качество"
    assert found.objectives == ("Обучить", "Оснастить.")
    assert len(found.passport) == 4


def test_figures_of_years_before_the_plan_are_baselines():
    rows = [("Показатель", "Факт 2023", "План 2024"), ("Доля обученных", "40%", "60%")]
    other = [("Показатель", "2023", "2024", "2025"), ("Доля школ", "30", "20", "10")]
    lines = "Дорожная карта на 2024–2025 годы"
    for table in (rows, other):
        (indicator,) = plan(lines, tables=[("Целевые показатели", table)]).indicators
        assert indicator.baseline.year == 2023
        assert indicator.targets[0].year == 2024


def test_a_school_may_bear_a_persons_name():
    rows = [("Школа с низкими результатами", "Школа-партнёр")]
    rows += [("СОШ № 4", "СОШ № 2 им. В.П. Лесного"), ("СОШ № 5", "Рощина А.А.")]
    pairs = plan("Дорожная карта", tables=[("Партнёры", rows)]).partnerships
    assert [pair.partner_kind for pair in pairs] == ["school", "teacher"]


def test_indicators_by_years():
    rows = [
        ("№", "Целевой показатель", "Ед. изм.", "Исходное значение (2023)", "2024", "2025 год"),
        ("1", "Доля школ с низкими результатами", "%", "30", "20", "10,5"),
        ("2", "Доля обученных учителей", "%", "40 %", "не менее 60 %", "80"),
    ]
    first, second = plan("Дорожная карта", tables=[("Целевые показатели", rows)]).indicators
    assert (first.comparator, first.unit) == ("<=", "%")
    assert (first.baseline.year, first.baseline.value) == (2023, "30")
    assert [(t.year, t.value) for t in first.targets] == [(2024, "20"), (2025, "10.5")]
    assert (second.comparator, second.targets[0].value) == (">=", "60")


def test_past_years_are_statistics():
    rows = [("", "2021/22", "2022/23"), ("НОО", "42,9%", "46%"), ("ООО", "31,2%", "26,3%")]
    found = plan("Дорожная карта на 2024–2025 годы", tables=[("Качество знаний", rows)])
    assert [(s.row, s.column, s.value) for s in found.statistics][:2] == [
        ("НОО", "2021/22", "42,9%"),
        ("НОО", "2022/23", "46%"),
    ]
    assert found.statistics[0].table == 2


def test_directions_by_years():
    rows = [
        ("№", "Целевые направления", "2024", "2025"),
        Wide("1. Ресурсы"),
        ("1.1", "Библиотеки", "Обследование фондов школ", "Пополнение фондов школ"),
    ]
    tasks = plan("Дорожная карта", tables=[("Задачи по годам", rows)]).year_tasks
    assert [(t.direction, t.year, t.text) for t in tasks] == [
        ("Библиотеки", 2024, "Обследование фондов школ"),
        ("Библиотеки", 2025, "Пополнение фондов школ"),
    ]


def test_partners_are_schools_or_teachers():
    rows = [
        ("№", "ШНОР", "Школа-партнёр", "Направление сотрудничества"),
        ("1", "СОШ № 4", "Гимназия № 1", "русский язык"),
        ("2", "ООШ с. Липки", "Учитель математики Рощина А.А.", "математика"),
    ]
    pairs = plan("Дорожная карта", tables=[("Партнёры", rows)]).partnerships
    assert [(p.school, p.partner_kind, p.scope) for p in pairs] == [
        ("СОШ № 4", "school", "русский язык"),
        ("ООШ с. Липки", "teacher", "математика"),
    ]


def test_unmeasurable_targets_are_told():
    found = plan("Дорожная карта", "Целевые показатели:", "1. Выстроена система работы.", "")
    assert len(found.indicators) == 1
    assert any("без измеримого значения" in issue.text for issue in found.issues)


def test_a_table_nobody_understands_is_told():
    rows = [("яблоки", "груши"), ("красные и сладкие", "зелёные и кислые")]
    found = plan("Дорожная карта", tables=[("Сад", rows)])
    assert found.tables[-1].kind is TableKind.UNKNOWN
    assert any("не распознана" in issue.text and issue.source.table == 2 for issue in found.issues)


def test_sections_of_the_listed_directions_are_directions():
    rows = [HEAD, Wide("1. Мероприятия по преодолению дефицита кадров"), ONE]
    rows += [Wide("2. Мероприятия, направленные на обновление библиотек"), ONE]
    lines = (
        "Основные направления деятельности:",
        "1. преодоление дефицита кадров",
    )
    found = plan("Дорожная карта", *lines, "2. обновление библиотек", "", rows=rows)
    assert {section.kind for section in found.sections} == {SectionKind.DIRECTION}


def test_abbreviations_are_taken_from_the_text():
    document = docx.Document()
    for line in (
        "МБУ «Центр развития образования» (далее – МБУ «ЦРО»)",
        "списки образовательных организаций (далее ОО)",
        "КО – комитет по образованию; РМО - районное методическое объединение",
        "ВПР – декабрь",
    ):
        document.add_paragraph(line)
    assert abbreviations_of(read_document(saved(document))) == {
        "ЦРО": "Центр развития образования",
        "ОО": "образовательных организаций",
        "КО": "комитет по образованию",
        "РМО": "районное методическое объединение",
    }


def test_targets_without_a_year_are_meant_for_the_plans_end():
    rows = [("Показатель", "Значение"), ("Доля учителей, прошедших курсы", "не менее 60 %")]
    found = plan("Дорожная карта на 2024–2025 годы", tables=[("Целевые показатели", rows)])
    (indicator,) = found.indicators
    assert [(t.year, t.value) for t in indicator.targets] == [(2025, "60")]


@pytest.mark.parametrize(
    "lines",
    [
        ("Цель Программы – помочь школам.", "Задачи Программы:", "- обучить;", "- оснастить."),
        ("Цель:", "помочь школам.", "Задачи:", "обучить;", "оснастить."),
        ("I. Цель: помочь школам.", "II. Задачи: 1. обучить; 2. оснастить."),
        ("1. Цели", "- помочь школам.", "", "2. Задачи:", "1) обучить;", "2) оснастить."),
    ],
)
def test_goal_and_objectives_in_many_forms(lines):
    found = plan("Дорожная карта поддержки школ на 2024 год", *lines, "")
    assert found.title == "Дорожная карта поддержки школ на 2024 год"
    assert found.goal == "помочь школам."
    assert found.objectives == ("обучить", "оснастить.")


def test_expected_results_give_targets_where_they_can_be_measured():
    lines = ("Ожидаемые результаты:", "1. Доля школ не более 10 %;", "2. Рост мотивации.", "")
    found = plan("Дорожная карта на 2024–2025 годы", *lines)
    (indicator,) = found.indicators
    assert (indicator.comparator, indicator.targets[0].value) == ("<=", "10")
