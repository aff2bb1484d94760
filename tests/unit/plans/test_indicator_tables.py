"""Target indicators in tables: baselines, targets, units, signs, groups, years across and down."""

import pytest

from roadmaps.parsing.draft import TableKind
from roadmaps.parsing.figure_cells import figure_cell
from roadmaps.parsing.improving import falls
from roadmaps.parsing.plans import plan_of
from tests.unit.plans.making import Over, document_of

PLAN = [("№", "Мероприятие", "Срок", "Ответственный"), ("1", "Сбор данных", "май", "Отдел")]
TITLE = "Дорожная карта поддержки школ на 2024–2026 годы"


def read(*rows, caption="Целевые показатели"):
    return plan_of(document_of(TITLE, PLAN, caption, rows))


def brief(indicator):
    base = indicator.baseline and (indicator.baseline.year, indicator.baseline.value)
    return base, {target.year: target.value for target in indicator.targets}


@pytest.mark.parametrize(
    ("rows", "baseline", "targets"),
    [
        (
            [("Показатель", "2023 (факт)", "2024 (план)"), ("Доля А", "46,8", "не менее 55,5")],
            (2023, "46.8"),
            {2024: "55.5"},
        ),
        (
            [("Показатель", "2023/24 (исходное)", "2024/25"), ("Доля А", "40", "45")],
            (2023, "40"),
            {2024: "45"},
        ),
        (
            [
                (Over("Показатель", rows=2), Over("Базовое значение", 2), Over("Период, год", 2)),
                ("значение", "год", "2024", "2025"),
                ("Доля А", "40", "2023", "50", "60"),
            ],
            (2023, "40"),
            {2024: "50", 2025: "60"},
        ),
        (
            [("Год", "Доля А", "Доля Б"), ("2023 (факт)", "40", "3"), ("2024", "50", "5")],
            (2023, "40"),
            {2024: "50"},
        ),
        (
            [
                ("Показатель", "Год", "Значение"),
                (Over("Доля А", rows=2), "2024", "50"),
                ("2025", "60"),
            ],
            None,
            {2024: "50", 2025: "60"},
        ),
        (
            [
                ("Показатель", "Целевое значение", "Срок достижения"),
                ("Доля А", "60", "2025 г."),
            ],
            None,
            {2025: "60"},
        ),
        (
            [("Показатель", "На начало реализации", "К концу 2026 года"), ("Доля А", "40", "60")],
            (None, "40"),
            {2026: "60"},
        ),
        (
            [
                ("№", "Показатель", "2024", "2025", "Ответственный"),
                ("1", "Доля А", "50", "60", "УО"),
            ],
            None,
            {2024: "50", 2025: "60"},
        ),
        ([("Показатель", "2023", "2024"), ("Доля А", "х", "50")], None, {2024: "50"}),
        ([("Показатель", "Факт", "План"), ("Доля А", "40", "60")], (None, "40"), {2026: "60"}),
    ],
)
def test_years_stand_across_down_or_beside(rows, baseline, targets):
    assert brief(read(*rows).indicators[0]) == (baseline, targets)


def test_parts_are_named_with_their_whole():
    rows = [
        ("№", "Показатель", "Ед. изм.", "2024", "2025"),
        ("1", "Доля выпускников, набравших 80 баллов, в том числе:", "%", "", ""),
        ("1.1", "по русскому языку", "", "10", "12"),
        ("1.2", "по математике", "", "5", "6"),
        ("2", "Доля педагогов с категорией", "%", "40", "50"),
    ]
    found = read(*rows).indicators
    whole = "Доля выпускников, набравших 80 баллов, в том числе"
    assert [(indicator.name, indicator.unit) for indicator in found] == [
        (f"{whole}: по русскому языку", "%"),
        (f"{whole}: по математике", "%"),
        ("Доля педагогов с категорией", "%"),
    ]


def test_a_heading_over_whole_indicators_is_not_part_of_their_names():
    rows = [("Показатель", "2024", "2025"), (Over("Кадры", 3),), ("Доля А", "40", "50")]
    assert [indicator.name for indicator in read(*rows).indicators] == ["Доля А"]


def test_the_column_of_indicators_is_not_the_longest_one():
    rows = [
        ("Направление", "Показатель", "2024", "2025"),
        (Over("Кадровые условия школ района", rows=2), "Доля А", "45%", "50%"),
        ("Число Б", "3", "4"),
    ]
    assert [indicator.name for indicator in read(*rows).indicators] == ["Доля А", "Число Б"]


@pytest.mark.parametrize(
    ("rows", "comparator"),
    [
        ([("Показатель", "2023", "2024"), ("Доля А", "40 %", "до 50 %")], ">="),
        ([("Показатель", "2023", "2024"), ("Число Б", "7", "5")], "<="),
        ([("Показатель", "2024", "2025"), ("Доля А", "≤ 5", "≤ 3")], "<="),
        ([("Показатель", "Значение"), ("Количество школ с низкими результатами", "2")], "<="),
        ([("Показатель", "Значение"), ("Доля ШНОР, охваченных сопровождением", "100")], ">="),
    ],
)
def test_a_target_is_a_floor_or_a_ceiling(rows, comparator):
    assert read(*rows).indicators[0].comparator == comparator


def test_units_stand_in_headings_too():
    rows = [("Показатель, %", "2024", "2025"), ("Доля А", "50", "60")]
    assert read(*rows).indicators[0].unit == "%"
    rows = [("Показатель", "2024", "2025"), ("Доля А, процентов", "50", "60")]
    assert read(*rows).indicators[0].unit == "%"


def test_words_that_no_fact_can_meet_are_told_with_their_place():
    found = read(
        ("Показатель", "2024", "2025"), ("Мотивация", "рост", "рост"), ("Доля А", "5", "6")
    )
    (issue,) = [issue for issue in found.issues if "измеримого" in issue.text]
    assert (issue.source.table, issue.source.row) == (2, 2)
    assert brief(found.indicators[0]) == (None, {2024: "рост", 2025: "рост"})


def test_figures_of_several_past_years_leave_the_last_as_baseline_and_say_so():
    rows = [("Показатель", "2022 факт", "2023 факт", "2024 план"), ("Доля А", "30", "35", "40")]
    found = read(*rows)
    assert brief(found.indicators[0]) == ((2023, "35"), {2024: "40"})
    assert any("(2022)" in issue.text for issue in found.issues)


@pytest.mark.parametrize(
    ("text", "value", "unit", "comparator", "relative_to"),
    [
        ("не менее 60,5 %", "60.5", "%", ">=", None),
        ("+5 %", "+5", "%", "", "исходное значение"),
        ("−2,5", "-2.5", "", "", "исходное значение"),
        ("50–55 %", "50–55", "%", "", None),
        ("1 250 чел.", "1250", "чел.", "", None),
        ("снижение на 10 %", "10", "%", ">=", "исходное значение"),
        (
            "не ниже среднего по району",
            "не ниже среднего по району",
            "",
            ">=",
            "среднего по району",
        ),
        ("12 из 15", "12 из 15", "", "", None),
    ],
)
def test_a_cell_says_value_unit_sign_and_comparison(text, value, unit, comparator, relative_to):
    cell = figure_cell(text)
    assert (cell.value, cell.unit, cell.comparator) == (value, unit, comparator)
    assert (cell.relative_to, cell.is_measured) == (relative_to, True)


def test_names_tell_what_is_wanted():
    assert falls("Доля выпускников, не получивших аттестат")
    assert falls("Доля школ с признаками необъективности")
    assert not falls("Доля школ, вышедших из перечня школ с низкими результатами")
    assert not falls("Охват детей «группы риска» кружками")


def test_who_answers_for_indicators_makes_no_activities_of_them():
    rows = [("Показатель", "2024", "2025", "Ответственный"), ("Доля А", "50", "60", "Отдел")]
    found = read(*rows)
    assert found.tables[-1].kind is TableKind.INDICATORS
    assert len(found.activities) == 1


def test_figures_by_quarters_are_no_activities():
    rows = [("Показатель", "I квартал", "II квартал", "III квартал"), ("Доля А", "10", "20", "30")]
    found = read(*rows)
    assert [activity.title for activity in found.activities] == ["Сбор данных"]
    assert [(item.row, item.column, item.value) for item in found.statistics] == [
        ("Доля А", "I квартал", "10"),
        ("Доля А", "II квартал", "20"),
        ("Доля А", "III квартал", "30"),
    ]


def test_a_merged_indicator_is_named_with_what_stands_beside_it():
    rows = [
        ("Показатель", "Предмет", "2024", "2025"),
        (Over("Доля преодолевших порог", rows=2), "русский язык", "95", "97"),
        ("математика", "90", "93"),
        ("Итого", "", "92", "95"),
    ]
    assert [indicator.name for indicator in read(*rows).indicators] == [
        "Доля преодолевших порог: русский язык",
        "Доля преодолевших порог: математика",
    ]


def test_the_year_under_report_is_the_baseline():
    rows = [
        (
            Over("Показатель", rows=2),
            Over("отчётный год (2023)", rows=2),
            Over("плановый период", 2),
        ),
        ("2024 год", "2025 год"),
        ("Доля А", "41", "45", "50"),
    ]
    assert brief(read(*rows).indicators[0]) == ((2023, "41"), {2024: "45", 2025: "50"})


def test_the_year_above_a_table_is_the_year_of_its_targets():
    rows = [("Показатель", "Значение"), ("Доля А", "60 %")]
    found = read(*rows, caption="Целевые показатели на 2025 год").indicators
    assert brief(found[0]) == (None, {2025: "60"})


def test_figures_that_go_on_to_the_end_of_the_plan_are_targets() -> None:
    years = [str(year) for year in range(2018, 2027)]
    figures = [str(60 + number) for number in range(len(years))]
    found = read(("Показатель", "Ед. изм.", *years), ("Доля А", "%", *figures), caption="Таблица 2")
    (indicator,) = found.indicators
    assert [target.year for target in indicator.targets][-1] == 2026
    assert found.statistics == ()


def test_figures_up_to_the_first_year_of_the_plan_are_statistics() -> None:
    years = [str(year) for year in range(2019, 2025)]
    figures = [str(60 + number) for number in range(len(years))]
    found = read(("Показатель", *years), ("Доля А", *figures), caption="Таблица 2")
    assert found.indicators == ()
    assert len(found.statistics) == len(years)
