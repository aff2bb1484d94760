"""Links are suggested by words, with the words as the reason."""

from __future__ import annotations

import pytest

from roadmaps.domain.indicators.suggesting import Row, suggest_indicators, suggest_risks


@pytest.mark.parametrize(
    ("title", "factor"),
    [
        ("Школьный этап олимпиады", "motivation"),
        ("Родительские собрания о подготовке к аттестации", "parents"),
        ("Занятия с учащимися, не преодолевшими порог", "failure"),
        ("Курсы повышения квалификации учителей", "competence"),
        ("Закрытие вакансий учителей математики", "staff"),
        ("Занятия логопеда", "special_needs"),
    ],
)
def test_words_of_a_title_suggest_a_risk(title: str, factor: str) -> None:
    found = {one.goal: one for one in suggest_risks([Row(1, title)])}
    assert found[factor].reason.startswith("в названии: ")


def test_section_says_less_than_the_title() -> None:
    (title,) = suggest_risks([Row(1, "Встречи с родителями")])
    (section,) = suggest_risks([Row(1, "Встречи", sections="Работа с родителями")])
    assert section.score < title.score
    assert "раздела" in section.reason


def test_rare_common_words_suggest_an_indicator() -> None:
    rows = [Row(1, "Пробные экзамены ОГЭ по математике для выпускников"), Row(2, "Совещание")]
    (found,) = suggest_indicators(rows, {"7": "Доля выпускников, сдавших экзамен по математике"})
    assert (found.row, found.goal) == (1, "7")
    assert "математика" in found.reason


def test_indicator_that_the_row_states_is_surest() -> None:
    rows = [Row(1, "Совещание", indicator_text="Доля выпускников, сдавших экзамен")]
    (found,) = suggest_indicators(rows, {"7": "Доля выпускников, сдавших экзамен"})
    assert found.score > 90


def test_words_that_mean_little_suggest_nothing() -> None:
    rows = [Row(1, "Работа школ по повышению качества образования")]
    assert suggest_indicators(rows, {"7": "Повышение качества образования в школах"}) == []
