"""Any words around the tables are read: nothing is raised, nothing hangs, nothing is invented."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.office.documents import Document, Paragraph
from roadmaps.parsing.abbreviations import abbreviations_of
from roadmaps.parsing.figure_cells import figure_cell
from roadmaps.parsing.orders import find_order
from roadmaps.parsing.plan_years import years_in, years_of_term
from roadmaps.parsing.purposes import find_goal, find_objectives
from roadmaps.parsing.sentences import read_sentence
from roadmaps.parsing.target_lists import sentence_indicators
from roadmaps.parsing.titles import find_title

SPAN = (2024, 2026)
WORDS = re.findall(
    r"\S+",
    "Цель Задачи : ; . , – - « » ( ) № % 1 2) 10,5 60 2024 2025/26 21.11.2024 31.02.2025 не менее "
    "более до от с по на в и к УТВЕРЖДЕНО приказом ПРИКАЗ Приложение Дорожная карта План программа "
    "Паспорт показатели целевые ожидаемые результаты доля снижение ежегодно раза баллов процентов "
    "школ ШНОР УО ВсОШ далее управление образования комитет им. Лицей Лугов А.А. год годы факт • "
    "I квартал а) ё ___ всероссийская олимпиада школьников трёх половины +5 ≥ Список сокращений",
)
PHRASES = st.lists(st.sampled_from([*WORDS, "\n"]), max_size=40).map(" ".join)
_DIGITS = re.compile(r"\d+")


@settings(max_examples=300, deadline=None)
@given(PHRASES)
def test_any_words_are_read(text):
    paragraphs = [Paragraph(line) for line in text.split("\n")]
    find_order(text.split("\n"))
    find_title(paragraphs, ())
    find_goal(paragraphs, ())
    find_objectives(paragraphs, ())
    abbreviations_of(Document("docx", tuple(paragraphs)))
    sentence_indicators(paragraphs, (), (), SPAN, has_tables=False)
    figure_cell(text)
    years_of_term(text)


@settings(max_examples=300, deadline=None)
@given(PHRASES)
def test_figures_and_years_stand_in_the_words_they_are_read_from(text):
    found = read_sentence(text, None)
    # «трёх», «половины» and «отсутствие» are figures in words.
    written = set(_DIGITS.findall(text)) | {"0", "3", "50"}
    for target in found.targets:
        assert set(_DIGITS.findall(target.value)) <= written
        assert target.year is None or str(target.year) in text
    years = years_in(text)
    assert years is None or str(years.first) in text


@pytest.mark.parametrize(
    "text",
    [
        "60 % " * 3_000,
        "2024 год 60 % " * 2_000,
        "на 2024, " * 2_000,
        "АиииииА – " + "и " * 3_000,
        "слово " * 5_000,
        "ПРИКАЗ от 21.11.2024 " * 2_000,
        "план " * 3_000 + "с целью",
        "Новый " * 3_000 + "план",
    ],
)
def test_long_words_take_no_longer_than_people_wait(text):
    began = time.perf_counter()
    test_any_words_are_read.hypothesis.inner_test(text)
    assert time.perf_counter() - began < 10
