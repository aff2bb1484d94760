"""Goal and objectives: in the text, in one sentence, in the passport."""

import pytest

from core.office.documents import Paragraph
from roadmaps.parsing.draft import PassportEntry
from roadmaps.parsing.purposes import find_goal, find_objectives


def purposes(*lines, passport=()):
    paragraphs = [line if isinstance(line, Paragraph) else Paragraph(line) for line in lines]
    goal, objectives = find_goal(paragraphs, passport), find_objectives(paragraphs, passport)
    return goal.rstrip("."), tuple(text.rstrip(".") for text in objectives)


@pytest.mark.parametrize(
    "line",
    [
        "Цель: рост качества.",
        "Цель на 2025 год: рост качества.",
        "Программа имеет целью рост качества.",
        "Цель дорожной карты на 2025–2026 годы: рост качества.",
        "Основная цель дорожной карты – рост качества.",
        "Целью дорожной карты является рост качества.",
        "Основной целью реализации плана является рост качества.",
        "Дорожная карта разработана с целью рост качества.",
        "1. Цель программы — рост качества",
        "Программа направлена на поддержку школ. Цель программы: рост качества.",
        "План составлен по итогам анализа; цель плана – рост качества.",
        "Карта действует два года. Целью дорожной карты является рост качества.",
    ],
)
def test_a_goal_in_many_words(line):
    assert purposes(line)[0] == "рост качества"


@pytest.mark.parametrize(
    "lines",
    [
        ("Задачи: 1) обучить; 2) оснастить.",),
        ("Цель: рост. Задачи: 1) обучить; 2) оснастить.",),
        ("Задачи плана: обучить; оснастить.",),
        ("Задачами плана являются:", "- обучить;", "- оснастить."),
        ("Для достижения цели необходимо решить следующие задачи:", "1. обучить.", "2. оснастить."),
        ("Задача 1. обучить", "Задача 2. оснастить"),
        ("2. Задачи", "2.1. обучить.", "2.2. оснастить."),
        ("Основные задачи:", "обучить;", "оснастить."),
    ],
)
def test_objectives_in_many_forms(lines):
    assert purposes(*lines)[1] == ("обучить", "оснастить")


def test_goal_and_objectives_share_a_paragraph_or_an_entry():
    text = "Цель: рост качества. Задачи: 1) обучить; 2) оснастить."
    assert purposes(text) == ("рост качества", ("обучить", "оснастить"))
    entry = PassportEntry(
        "Цель и задачи", "Цель: рост качества.\nЗадачи:\n- обучить;\n- оснастить."
    )
    assert purposes(passport=[entry]) == ("рост качества", ("обучить", "оснастить"))


def test_the_paragraph_under_a_heading_is_the_goal():
    heading = Paragraph("Цель дорожной карты", level=1)
    assert purposes(heading, "Рост качества.", Paragraph("Задачи", level=1))[0] == "Рост качества"


def test_target_groups_and_introductions_are_no_goal():
    lines = ("Целевые группы: учителя.", "В целях поддержки школ приказываю:", "Программа принята.")
    assert purposes(*lines) == ("", ())


def test_a_paragraph_behind_the_list_is_no_objective():
    lines = ("Задачи:", "– обучить;", "– оснастить;", "План составлен отделом по итогам года.")
    assert purposes(*lines)[1] == ("обучить", "оснастить")
    lines = ("Задачи:", "обучить;", "оснастить;", "План составлен отделом по итогам года.")
    assert purposes(*lines)[1] == ("обучить", "оснастить")


def test_headings_that_only_begin_with_the_word_introduce_nothing():
    assert purposes("4. Задачи по годам", "5. Мероприятия", "6. Партнёры") == ("", ())
