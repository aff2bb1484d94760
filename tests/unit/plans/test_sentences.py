"""Targets written as sentences: figure, sign, unit, year, and what they are compared with."""

import pytest

from core.office.documents import Paragraph
from roadmaps.parsing.draft import PassportEntry, Severity
from roadmaps.parsing.plans import plan_of
from roadmaps.parsing.sentences import read_sentence
from roadmaps.parsing.target_lists import sentence_indicators
from tests.unit.plans.making import document_of

SPAN = (2024, 2026)
END = 2026


def targets(found):
    return {target.year: target.value for target in found.targets}


@pytest.mark.parametrize(
    ("sentence", "comparator", "value", "unit"),
    [
        ("Доля педагогов, прошедших курсы, – не менее 60 %", ">=", "60", "%"),
        ("Доля детей, не преодолевших порог, не более 3,5%", "<=", "3.5", "%"),
        ("Средний балл ЕГЭ – не ниже 52,3 балла", ">=", "52.3", "балла"),
        (
            "Доля детей 9 классов, набравших не менее 80 баллов, не менее 10 %",
            ">=",
            "10",
            "%",
        ),
        ("Доля педагогов до 35 лет – не менее 25 процентов", ">=", "25", "%"),
        ("Доля школьников, получивших «2» по двум предметам, не превысит 1,5 %", "<=", "1.5", "%"),
        ("Доля выпускников, не получивших аттестат, – 0 %", "<=", "0", "%"),
        ("Снижение числа школ с низкими результатами до трёх", "<=", "3", ""),
        ("Вывести из зоны риска не менее трёх школ", ">=", "3", "школ"),
        ("Не менее половины педагогов участвуют в обмене опытом", ">=", "50", "%"),
        ("100-процентный охват школ сопровождением", ">=", "100", "%"),
        ("Отсутствие школ с признаками необъективности", "<=", "0", ""),
        ("Охват детей «группы риска» кружками – 75 %", ">=", "75", "%"),
        ("Численность участников составит 1 250 человек", ">=", "1250", "человек"),
        ("Обеспеченность учебниками на 100 %", ">=", "100", "%"),
    ],
)
def test_the_figure_of_a_level_is_the_target_of_the_plans_end(sentence, comparator, value, unit):
    found = read_sentence(sentence, SPAN)
    assert (targets(found), found.comparator, found.unit) == ({END: value}, comparator, unit)
    assert found.relative_to is None


@pytest.mark.parametrize(
    ("sentence", "value", "relative_to"),
    [
        ("Увеличение числа участников не менее, чем на 10 %", "10", "исходное значение"),
        ("Увеличение доли на 15 % по сравнению с 2023 годом", "15", "2023 год"),
        ("Динамика качества: +3 % к уровню 2023 года", "3", "2023 год"),
        ("Увеличение на 20 % относительно входной диагностики", "20", "входной диагностики"),
        ("Число участников увеличится в 2 раза", "2", "исходное значение"),
    ],
)
def test_a_change_says_what_it_is_compared_with(sentence, value, relative_to):
    found = read_sentence(sentence, SPAN)
    assert (targets(found), found.relative_to) == ({END: value}, relative_to)


def test_every_year_of_the_plan_has_a_yearly_target():
    found = read_sentence("Снижение доли двоек на 30 % ежегодно", SPAN)
    assert targets(found) == {2024: "30", 2025: "30", 2026: "30"}
    assert found.relative_to == "предыдущий год"
    assert targets(read_sentence("Не менее 3 семинаров в год", None)) == {None: "3"}


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Доля А: 2024 г. – 97 %, 2025 г. – 98,5 %", {2024: "97", 2025: "98.5"}),
        ("Доля А вырастет до 60 % в 2024 году и до 80 % в 2026 году", {2024: "60", 2026: "80"}),
        ("К концу 2025 года доля А составит 50 %", {2025: "50"}),
        ("Доля А не ниже 80 % к 01.09.2025", {2025: "80"}),
        ("Доля А (по приказу от 12.03.2024 № 45) – 100 %", {END: "100"}),
    ],
)
def test_figures_belong_to_the_years_beside_them(sentence, found):
    assert targets(read_sentence(sentence, SPAN)) == found


def test_where_a_figure_comes_from_is_the_baseline():
    found = read_sentence("Сокращение числа школ с 7 в 2023 году до 2 в 2026 году", SPAN)
    assert (found.baseline.year, found.baseline.value) == (2023, "7")
    assert (targets(found), found.comparator) == ({2026: "2"}, "<=")


@pytest.mark.parametrize(
    ("sentence", "relative_to"),
    [
        ("Результаты не ниже среднего по городу", "среднего по городу"),
        ("Качество знаний не ниже уровня прошлого года", "уровня прошлого года"),
        ("Грамотность – не ниже региональной", "региональной"),
        ("Повышение качества до среднего по области уровня", "среднего по области уровня"),
        ("Средний балл выше 2023 года", "2023 год"),
    ],
)
def test_a_comparison_needs_no_figure(sentence, relative_to):
    found = read_sentence(sentence, SPAN)
    assert (found.targets, found.relative_to) == ((), relative_to)


@pytest.mark.parametrize(
    "sentence",
    [
        "Развитие мотивации обучающихся",
        "Создана система наставничества в 2025 году",
        "Обновлены программы по итогам ВПР-2024 в 5 и 6 классах школы № 4",
        "Рост числа победителей олимпиад",
    ],
)
def test_classes_ages_numbers_and_years_are_no_figures(sentence):
    found = read_sentence(sentence, SPAN)
    assert (found.targets, found.relative_to, found.baseline) == ((), None, None)


def listed(*lines, passport=(), objectives=(), has_tables=False):
    paragraphs = [line if isinstance(line, Paragraph) else Paragraph(line) for line in lines]
    return sentence_indicators(paragraphs, passport, objectives, SPAN, has_tables=has_tables)


@pytest.mark.parametrize(
    "lines",
    [
        ("Целевые показатели:", "1. Доля А – 60 %;", "2. Доля Б – 5 %."),
        ("Показатели эффективности плана:", "– Доля А – 60 %;", "– Доля Б – 5 %."),
        ("Критерии и показатели эффективности:", "• Доля А – 60 %", "• Доля Б – 5 %"),
        ("К концу 2026 года:", "1) Доля А – 60 %;", "2) Доля Б – 5 %."),
        ("Целевые индикаторы: Доля А – 60 %; Доля Б – 5 %.",),
        (Paragraph("Ожидаемые результаты", level=1), "Доля А – 60 %.", "Доля Б – 5 %."),
        ("Реализация плана позволит достичь:", "- Доля А – 60 %;", "- Доля Б – 5 %."),
    ],
)
def test_targets_stand_under_many_headings(lines):
    found, issues = listed(*lines)
    assert [indicator.name for indicator in found] == ["Доля А – 60 %", "Доля Б – 5 %"]
    assert issues == []


def test_what_cannot_be_measured_is_told_with_its_place():
    found, (issue,) = listed("Целевые показатели:", "1. Доля А – 60 %;", "2. Рост мотивации.")
    assert [bool(indicator.targets) for indicator in found] == [True, False]
    assert "без измеримого значения: «Рост мотивации.»" in issue.text
    assert issue.source.paragraph == 3


def test_a_second_figure_of_a_sentence_is_told():
    _, (issue,) = listed("Целевые показатели:", "- успеваемость до 100 %, качество до 50 %.")
    assert issue.severity is Severity.INFO
    assert "несколько значений" in issue.text


def test_expected_results_give_targets_only_where_nothing_else_does():
    lines = ("Ожидаемые результаты:", "- Доля А – 60 %;", "- рост мотивации.")
    assert [indicator.name for indicator in listed(*lines)[0]] == ["Доля А – 60 %"]
    assert listed(*lines, has_tables=True) == ([], [])
    entry = PassportEntry("Целевые показатели программы", "1. Доля Б – 5 %.\n2. Доля В – 7 %.")
    named, _ = listed(*lines, passport=[entry])
    assert [indicator.name for indicator in named] == ["Доля Б – 5 %", "Доля В – 7 %"]


def test_objectives_with_figures_are_targets_where_no_targets_are_listed():
    objectives = ("Снизить число школ с низкими результатами (30 % ежегодно)", "Обучить учителей")
    found, _ = listed("Задачи", objectives=objectives)
    assert [(indicator.unit, targets(indicator)[END]) for indicator in found] == [("%", "30")]
    assert (
        listed("Целевые показатели:", "- Доля А – 60 %.", objectives=objectives)[0][0].unit == "%"
    )


def test_a_table_under_the_heading_parts_it_from_the_lists_below():
    rows = [("Показатель", "2024", "2025"), ("Доля А", "50", "60")]
    document = document_of("3. Целевые показатели", rows, "4. Мероприятия", "5. Партнёры")
    assert [indicator.name for indicator in plan_of(document).indicators] == ["Доля А"]


def test_two_headings_over_one_list_give_its_targets_once():
    lines = ("Ожидаемые результаты", "К концу 2026 года:", "– Доля А – 60 %;", "– Доля Б – 5 %.")
    assert [indicator.name for indicator in listed(*lines)[0]] == ["Доля А – 60 %", "Доля Б – 5 %"]


def test_years_and_figures_in_turn_belong_together():
    sentence = "К концу 2024 года качество знаний – 40 %, к концу 2025 года – 45 %"
    assert targets(read_sentence(sentence, SPAN)) == {2024: "40", 2025: "45"}
